import { ParleyError } from '../../core/errors/parley-error.ts';
import type {
  AttemptRecord,
  EffectChange,
  EffectQuery,
  EffectRecord,
  EffectState,
  EffectStore,
  NewEffect,
} from '../../core/store/effect-store.ts';
import { isStorableText } from '../events/body-column.ts';
import { again } from '../sql/again.ts';
import { forLivingApps } from '../sql/for-living-apps.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';
import { effectRefusal } from './effect-refusal.ts';
import type { EffectRemover } from './effect-remover.ts';
import { type AttemptRow, toAttemptRecord } from './effect-row.ts';
import {
  countEffects,
  findEffect,
  findLaneHeads,
  findLaneHeadsOfApp,
  findLaneNext,
  findPending,
  listEffects,
} from './find-effects.ts';
import { insertEffects } from './insert-effects.ts';
import { reviveEffects } from './revive-effects.ts';
import { settleEffects } from './settle-effects.ts';

type Kind = NewEffect['kind'];

/** The queue of what leaves the house, on either database. */
export class SqlEffectStore implements EffectStore {
  readonly #database: SqlDatabase;
  readonly #remover: EffectRemover;

  constructor(options: { database: SqlDatabase; remover: EffectRemover }) {
    this.#database = options.database;
    this.#remover = options.remover;
  }

  add(effects: readonly NewEffect[]): Promise<void> {
    return answering(async () => {
      for (const effect of effects) {
        const cause = effectRefusal(effect);
        if (cause) throw new ParleyError('bad_request', cause.message, { cause });
      }
      const { orLeaveAlone } = this.#database.dialect;
      await forLivingApps(this.#database, effects, (left) =>
        again(() => this.#database.transaction((sql) => insertEffects(sql, left, orLeaveAlone))),
      );
    });
  }

  laneHeads(kind: Kind, target: string, limit: number): Promise<EffectRecord[]> {
    return answering(() => findLaneHeads(this.#database, kind, target, limit));
  }

  laneHeadsOfApp(kind: Kind, appId: string, limit: number): Promise<EffectRecord[]> {
    return answering(() => findLaneHeadsOfApp(this.#database, kind, appId, limit));
  }

  laneNext(kind: Kind, target: string, lane: string, limit: number): Promise<EffectRecord[]> {
    return answering(() => findLaneNext(this.#database, kind, target, lane, limit));
  }

  pending(kind: Kind, appId: string, limit: number): Promise<EffectRecord[]> {
    return answering(() => findPending(this.#database, kind, appId, limit));
  }

  settle(changes: readonly EffectChange[], attempts: readonly AttemptRecord[]): Promise<void> {
    return answering(() => again(() => settleEffects(this.#database, changes, attempts)));
  }

  remove(ids: readonly string[]): Promise<void> {
    return answering(() => this.#remover.remove(ids));
  }

  find(id: string): Promise<EffectRecord | null> {
    return answering(() => findEffect(this.#database, id));
  }

  list(query: EffectQuery): Promise<EffectRecord[]> {
    return answering(() => listEffects(this.#database, query));
  }

  attemptsOf(effectId: string): Promise<AttemptRecord[]> {
    if (!isStorableText(effectId)) return Promise.resolve([]);
    return answering(async () => {
      const rows = await this.#database.rows<AttemptRow>(
        'SELECT effect_id, id, at, duration_ms, status, answer FROM effect_attempt WHERE effect_id = ? ORDER BY id',
        [effectId],
      );
      return rows.map(toAttemptRecord);
    });
  }

  count(appId: string, kind: Kind): Promise<Record<EffectState, number>> {
    return answering(() => countEffects(this.#database, appId, kind));
  }

  revive(order: {
    appId: string;
    kind: 'webhook';
    target?: string;
    since: number;
    now: number;
  }): Promise<number> {
    return answering(() => reviveEffects(this.#database, order));
  }

  removeOld(order: { doneBefore: number; deadBefore: number; limit: number }): Promise<number> {
    return answering(() => this.#remover.removeOld(order));
  }

  removeTarget(kind: Kind, appId: string, target: string, limit: number): Promise<number> {
    return answering(() => this.#remover.removeTarget(kind, appId, target, limit));
  }
}
