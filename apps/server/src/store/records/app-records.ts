import { ParleyError } from '../../core/errors/parley-error.ts';
import type { AppRecord, AppStore, KeyKind, KeyRecord, RuleRecord } from '../../core/store/app-store.ts';
import type { EffectRemover } from '../effects/effect-remover.ts';
import type { Eraser } from '../events/eraser.ts';
import type { AppKey } from '../generated/mysql/client.ts';
import type { DefinitionRecords } from './definition-records.ts';
import { toMillis, toMillisOrNull } from './millis.ts';
import type { RecordCalls } from './record-calls.ts';
import type { RecordsClient } from './records-client.ts';

const KEY_KINDS: readonly KeyKind[] = ['client', 'secret', 'admin'];

/** Apps, their keys and their channel rules. */
export class AppRecords implements AppStore {
  readonly #prisma: RecordsClient;
  readonly #calls: RecordCalls;
  readonly #eraser: Eraser;
  readonly #effects: EffectRemover;
  readonly #definitions: Pick<DefinitionRecords, 'removeMany'>;

  constructor(options: {
    prisma: RecordsClient;
    calls: RecordCalls;
    eraser: Eraser;
    effects: EffectRemover;
    definitions: Pick<DefinitionRecords, 'removeMany'>;
  }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
    this.#eraser = options.eraser;
    this.#effects = options.effects;
    this.#definitions = options.definitions;
  }

  listApps(): Promise<AppRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.app.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
      return rows.map(({ id, name, settings, createdAt }) => ({
        id,
        name,
        settings,
        createdAt: toMillis(createdAt),
      }));
    });
  }

  async createApp({ id, name, settings, createdAt }: AppRecord): Promise<void> {
    await this.#calls.run(() => this.#prisma.app.create({ data: { id, name, settings, createdAt } }));
  }

  async updateApp(id: string, change: { name?: string; settings?: string }): Promise<void> {
    await this.#calls.run(() => this.#prisma.app.update({ where: { id }, data: change }));
  }

  /**
   * The app's effects go first, and its definitions of channels, in slices. Then it vanishes with its keys, rules, sanctions, channels, integrations and
   * counters; removing the channels' events takes longer.
   */
  async deleteApp(id: string): Promise<void> {
    await this.#calls.run(async () => {
      const retired: number[] = [];
      for (;;) {
        await this.#effects.removeApp(id);
        await this.#definitions.removeMany(id);
        retired.push(...(await this.#eraser.retireApp(id)));
        // A publish under way may have made another channel or effect; the reference to the app stops the deletion then.
        const { deleted } = await this.#tryDelete(id);
        if (deleted) break;
      }
      await this.#eraser.finish(retired);
    });
  }

  async #tryDelete(id: string): Promise<{ deleted: boolean }> {
    try {
      await this.#prisma.app.delete({ where: { id } });
      return { deleted: true };
    } catch (error) {
      if (this.#calls.isReferenced(error)) return { deleted: false };
      throw error;
    }
  }

  listKeys(): Promise<KeyRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.appKey.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
      return rows.map(toKeyRecord);
    });
  }

  async createKey(key: KeyRecord): Promise<void> {
    await this.#calls.run(() => this.#prisma.appKey.create({ data: { ...key } }));
  }

  async updateKey(id: string, change: { expiresAt?: number | null; lastUsedAt?: number }): Promise<void> {
    await this.#calls.run(() => this.#prisma.appKey.update({ where: { id }, data: change }));
  }

  async deleteKey(id: string): Promise<void> {
    await this.#calls.run(() => this.#prisma.appKey.delete({ where: { id } }));
  }

  listRules(): Promise<RuleRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.channelRule.findMany({
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map((row) => ({ ...row, createdAt: toMillis(row.createdAt) }));
    });
  }

  putRule({ id, appId, pattern, rule, createdAt }: RuleRecord): Promise<RuleRecord> {
    return this.#calls.again(async () => {
      const row = await this.#prisma.channelRule.upsert({
        where: { appId_pattern: { appId, pattern } },
        create: { id, appId, pattern, rule, createdAt },
        update: { rule },
      });
      return { ...row, createdAt: toMillis(row.createdAt) };
    });
  }

  async deleteRule(appId: string, id: string): Promise<void> {
    await this.#calls.run(() => this.#prisma.channelRule.delete({ where: { id, appId } }));
  }
}

function toKeyRecord(row: AppKey): KeyRecord {
  const kind = KEY_KINDS.find((known) => known === row.kind);
  if (kind === undefined) {
    throw new ParleyError('internal', `The database holds a key of the unknown kind ${row.kind}.`);
  }
  return {
    ...row,
    kind,
    createdAt: toMillis(row.createdAt),
    expiresAt: toMillisOrNull(row.expiresAt),
    lastUsedAt: toMillisOrNull(row.lastUsedAt),
  };
}
