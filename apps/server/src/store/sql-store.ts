import type { AccountStore } from '../core/store/account-store.ts';
import type { AppStore } from '../core/store/app-store.ts';
import type { AuditStore } from '../core/store/audit-store.ts';
import type { ChatStore } from '../core/store/chat/chat-store.ts';
import type { CounterStore } from '../core/store/counter-store.ts';
import type { DefinitionStore } from '../core/store/definition-store.ts';
import type { EffectStore } from '../core/store/effect-store.ts';
import type { EventStore } from '../core/store/event-store.ts';
import type { IntegrationStore } from '../core/store/integration-store.ts';
import type { ModerationStore } from '../core/store/moderation-store.ts';
import type { Store } from '../core/store/store.ts';
import type { Closing } from '../runtime/closing.ts';
import { sqlChatStore } from './chat/sql-chat-store.ts';
import { EffectRemover } from './effects/effect-remover.ts';
import { SqlEffectStore } from './effects/sql-effect-store.ts';
import type { BatchWriter } from './events/batch-writer.ts';
import { Eraser } from './events/eraser.ts';
import { SqlEventStore } from './events/sql-event-store.ts';
import { AccountRecords } from './records/account-records.ts';
import { AppRecords } from './records/app-records.ts';
import { AuditRecords } from './records/audit-records.ts';
import { CounterRecords } from './records/counter-records.ts';
import { DefinitionRecords } from './records/definition-records.ts';
import { IntegrationRecords } from './records/integration-records.ts';
import { ModerationRecords } from './records/moderation-records.ts';
import { type DriverErrors, RecordCalls } from './records/record-calls.ts';
import type { RecordsClient } from './records/records-client.ts';
import type { SqlDatabase } from './sql/sql-database.ts';
import { answering } from './sql/sql-error.ts';
import type { StoreLog } from './store-log.ts';

export interface SqlStoreParts {
  readonly prisma: RecordsClient;
  readonly driverErrors: DriverErrors;
  /** For everything but the appends. */
  readonly database: SqlDatabase;
  readonly writer: BatchWriter;
  readonly log: StoreLog;
  /** Everything above that has to be closed with the store. */
  readonly opened: Closing;
}

/** The store on a relational database: the same for both but for the parts. */
export class SqlStore implements Store {
  readonly events: EventStore;
  readonly apps: AppStore;
  readonly definitions: DefinitionStore;
  readonly moderation: ModerationStore;
  readonly audit: AuditStore;
  readonly accounts: AccountStore;
  readonly effects: EffectStore;
  readonly integrations: IntegrationStore;
  readonly counters: CounterStore;
  readonly chat: ChatStore;
  readonly #database: SqlDatabase;
  readonly #opened: Closing;
  readonly #leftovers: Promise<void>;

  constructor({ prisma, driverErrors, database, writer, log, opened }: SqlStoreParts) {
    const calls = new RecordCalls(driverErrors);
    const eraser = new Eraser(database);
    const remover = new EffectRemover(database);
    this.events = new SqlEventStore({ database, writer, eraser });
    const definitions = new DefinitionRecords({ prisma, calls, database });
    this.apps = new AppRecords({ prisma, calls, eraser, effects: remover, definitions });
    this.definitions = definitions;
    this.moderation = new ModerationRecords({ prisma, calls });
    this.audit = new AuditRecords({ prisma, calls });
    this.accounts = new AccountRecords({ prisma, calls });
    this.effects = new SqlEffectStore({ database, remover });
    this.integrations = new IntegrationRecords({ prisma, calls });
    this.counters = new CounterRecords(database);
    this.chat = sqlChatStore({ prisma, calls, database });
    this.#database = database;
    this.#opened = opened;
    this.#leftovers = removeLeftovers(eraser, log);
  }

  async ping(): Promise<void> {
    await answering(() => this.#database.rows('SELECT 1 AS alive'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#leftovers;
    await this.#opened[Symbol.asyncDispose]();
  }
}

/** Finishes, beside the work of the day, what a crash left of erased channels. */
async function removeLeftovers(eraser: Eraser, log: StoreLog): Promise<void> {
  try {
    const removed = await eraser.finish();
    if (removed > 0) log.info({ removed }, 'removed what a crash had left of erased channels');
  } catch (error) {
    log.warn({ err: error }, 'erased channels could not be removed yet; the next start tries again');
  }
}
