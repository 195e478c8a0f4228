import { randomToken } from '../../runtime/chance.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Effects } from '../effects/effects.ts';
import { messageHappening } from '../effects/message-happening.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { LoggedEvent } from '../event/event.ts';
import { NOWHERE, type Position } from '../event/position.ts';
import { readershipBytes } from '../event/readership.ts';
import type { NewEffect } from '../store/effect-store.ts';
import type { AppendEntry, AppendOutcome, EventStore, StoredEvent } from '../store/event-store.ts';
import type {
  AppendResult,
  EventLog,
  HistoryPage,
  HistoryRequest,
  LogRead,
  OnAppended,
} from './event-log.ts';
import { GroupCommit } from './group-commit.ts';
import { type LogEntry, withFurther } from './log-entry.ts';
import { readHistory } from './read-history.ts';

const ENTRY_OVERHEAD_BYTES = 256;
const CLAIMED = { claimed: true } as const;
const NO_EFFECTS: readonly NewEffect[] = [];

/** Logs in the database. The database gives the offsets, so several nodes never disagree. */
export class DurableLog implements EventLog {
  readonly #store: EventStore;
  readonly #runtime: Runtime;
  readonly #effects: Effects;
  readonly #writer: GroupCommit<AppendEntry, AppendOutcome>;

  constructor(store: EventStore, runtime: Runtime, effects: Effects) {
    this.#store = store;
    this.#runtime = runtime;
    this.#effects = effects;
    this.#writer = new GroupCommit<AppendEntry, AppendOutcome>({
      write: (batch) => store.append(batch),
      sizeOf,
      maxBatch: 1000,
      maxBatchBytes: 8_388_608,
      maxQueuedBytes: 134_217_728,
    });
  }

  append(entry: LogEntry, onAppended: OnAppended): Promise<AppendResult> {
    // Field by field: this runs for every publish, and copying by rest and spread costs many times as much.
    const { appId, channel, kind, name, body, sender, clientId, target, readership, extras } = entry;
    const id = this.#runtime.ids.next();
    const at = this.#runtime.clock.now();
    const effects =
      kind === 'publish' && body !== null
        ? this.#effects.plan(messageHappening({ appId, channel, at, sender, id, name, body }))
        : NO_EFFECTS;
    const plain: AppendEntry = {
      appId,
      channel,
      kind,
      name,
      body,
      clientId,
      target,
      userId: sender.userId,
      ...(sender.claimed && CLAIMED),
      id,
      at,
      newEpoch: randomToken(this.#runtime.chance, 10),
      effects,
    };
    const row = withFurther(plain, { readership, extras });
    return this.#writer.append(row, (outcome) => {
      switch (outcome.status) {
        case 'stored': {
          const { position } = outcome;
          const stored: LoggedEvent = {
            appId,
            channel,
            kind,
            name,
            body,
            sender,
            clientId,
            target,
            id,
            at,
            position,
          };
          const event = withFurther(stored, entry);
          onAppended(event);
          if (effects.length > 0) this.#effects.stored(effects);
          return { event, duplicate: false };
        }
        case 'duplicate':
          return { event: fromStored(entry.appId, entry.channel, outcome.event), duplicate: true };
        case 'no_target':
          throw new ParleyError('not_found', 'There is no such event in this channel.');
        case 'failed':
          throw new ParleyError('unavailable', 'The event could not be stored.', { cause: outcome.cause });
      }
    });
  }

  async readAfter(appId: string, channel: string, after: number, limit: number): Promise<LogRead> {
    const page = await this.#store.readAfter(appId, channel, after, limit);
    if (!page) return { head: NOWHERE, events: [], complete: true };
    const events = page.events.map((event) => fromStored(appId, channel, event));
    const last = events.at(-1)?.position.offset ?? page.head.offset;
    return { head: page.head, events, complete: last >= page.head.offset };
  }

  async head(appId: string, channel: string): Promise<Position> {
    return (await this.#store.head(appId, channel)) ?? NOWHERE;
  }

  async history(appId: string, channel: string, request: HistoryRequest): Promise<HistoryPage> {
    // The head first, and nothing beyond it: whoever goes on from there misses nothing and gets nothing twice.
    const head = await this.head(appId, channel);
    const before = Math.min(request.before ?? Number.POSITIVE_INFINITY, head.offset + 1);
    const { sight, ...range } = request;
    return { head, ...(await readHistory(this.#store, { appId, channel, ...range, before }, sight)) };
  }

  find(appId: string, channel: string, id: string): Promise<StoredEvent | null> {
    return this.#store.find(appId, channel, id);
  }

  async findByClientId(
    appId: string,
    channel: string,
    userId: string | null,
    clientId: string,
  ): Promise<LoggedEvent | null> {
    const found = await this.#store.findByClientId(appId, channel, userId, clientId);
    return found && fromStored(appId, channel, found);
  }

  findPublished(appId: string, channel: string, clientId: string): Promise<StoredEvent | null> {
    return this.#store.findPublished(appId, channel, clientId);
  }

  /** Resolves when nothing is on its way to the database. */
  idle(): Promise<void> {
    return this.#writer.idle();
  }
}

/** In bytes, roughly. */
function sizeOf({ body, extras, readership, effects }: AppendEntry): number {
  const planned = effects.reduce((sum, { payload }) => sum + payload.length + ENTRY_OVERHEAD_BYTES, 0);
  const further = (extras?.bytes ?? 0) + readershipBytes(readership);
  return (body?.bytes ?? 0) + further + ENTRY_OVERHEAD_BYTES + planned;
}

function fromStored(appId: string, channel: string, stored: StoredEvent): LoggedEvent {
  const plain: LoggedEvent = {
    appId,
    channel,
    id: stored.id,
    kind: stored.kind,
    name: stored.name,
    body: stored.body,
    at: stored.at,
    sender: { userId: stored.userId, sessionId: null, ...(stored.claimed && CLAIMED) },
    clientId: stored.clientId,
    target: stored.target,
    position: stored.position,
  };
  const { readership, extras } = stored;
  return withFurther(plain, { readership, extras });
}
