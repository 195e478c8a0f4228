import { ParleyError } from '../../core/errors/parley-error.ts';
import type {
  AttemptRecord,
  EffectChange,
  EffectKind,
  EffectQuery,
  EffectRecord,
  EffectState,
  EffectStore,
  NewEffect,
} from '../../core/store/effect-store.ts';

/** The queue in memory, with a database that a test can take away. */
export class MemoryEffectStore implements EffectStore {
  readonly effects = new Map<string, EffectRecord>();
  readonly attempts: AttemptRecord[] = [];
  /** The database does not answer. */
  isAway = false;
  /** Ids that it refuses to take. */
  readonly refused = new Set<string>();
  /** Calls of each method. */
  readonly calls: string[] = [];

  async add(effects: readonly NewEffect[]): Promise<void> {
    this.#call('add');
    if (effects.some(({ event }) => this.refused.has(event))) throw new ParleyError('bad_request', 'refused');
    for (const effect of effects) {
      const { createdAt } = effect;
      const fresh = { state: 'pending' as const, dueAt: createdAt, attempts: 0, changedAt: createdAt };
      this.effects.set(effect.id, { ...effect, ...fresh });
    }
  }

  async laneHeads(kind: string, target: string, limit: number): Promise<EffectRecord[]> {
    this.#call('laneHeads');
    return headsAmong(this.#pending(kind, target)).slice(0, limit);
  }

  async laneHeadsOfApp(kind: EffectKind, appId: string, limit: number): Promise<EffectRecord[]> {
    this.#call('laneHeadsOfApp');
    return headsAmong(await this.pending(kind, appId, Number.POSITIVE_INFINITY)).slice(0, limit);
  }

  async laneNext(kind: string, target: string, lane: string, limit: number): Promise<EffectRecord[]> {
    this.#call('laneNext');
    return this.#pending(kind, target)
      .filter((effect) => effect.lane === lane)
      .slice(0, limit);
  }

  async pending(kind: string, appId: string, limit: number): Promise<EffectRecord[]> {
    return this.#sorted()
      .filter((effect) => effect.kind === kind && effect.appId === appId && effect.state === 'pending')
      .slice(0, limit);
  }

  async settle(changes: readonly EffectChange[], attempts: readonly AttemptRecord[]): Promise<void> {
    this.#call('settle');
    for (const change of changes) {
      const known = this.effects.get(change.id);
      if (known) this.effects.set(change.id, { ...known, ...change });
    }
    this.attempts.push(...attempts);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.effects.delete(id);
  }

  async find(id: string): Promise<EffectRecord | null> {
    return this.effects.get(id) ?? null;
  }

  async list({ appId, kind, target, state, beforeId, limit }: EffectQuery): Promise<EffectRecord[]> {
    return this.#sorted()
      .reverse()
      .filter((effect) => effect.appId === appId && effect.kind === kind)
      .filter((effect) => target === undefined || effect.target === target)
      .filter((effect) => state === undefined || effect.state === state)
      .filter((effect) => beforeId === undefined || effect.id < beforeId)
      .slice(0, limit);
  }

  async attemptsOf(effectId: string): Promise<AttemptRecord[]> {
    return this.attempts.filter((attempt) => attempt.effectId === effectId);
  }

  async count(appId: string, kind: string): Promise<Record<EffectState, number>> {
    const counts = { pending: 0, done: 0, dead: 0 };
    for (const effect of this.effects.values()) {
      if (effect.appId === appId && effect.kind === kind) counts[effect.state] += 1;
    }
    return counts;
  }

  async revive(order: { appId: string; target?: string; since: number; now: number }): Promise<number> {
    const { appId, target, since, now } = order;
    const dead = this.#sorted().filter(
      (effect) =>
        effect.appId === appId &&
        effect.state === 'dead' &&
        effect.createdAt >= since &&
        (target === undefined || effect.target === target),
    );
    for (const effect of dead) {
      this.effects.set(effect.id, { ...effect, state: 'pending', dueAt: now, attempts: 0, changedAt: now });
    }
    return dead.length;
  }

  async removeOld(order: { doneBefore: number; deadBefore: number; limit: number }): Promise<number> {
    this.#call('removeOld');
    return this.#removeWhere(
      ({ state, changedAt }) =>
        (state === 'done' && changedAt < order.doneBefore) ||
        (state === 'dead' && changedAt < order.deadBefore),
      order.limit,
    );
  }

  async removeTarget(kind: string, appId: string, target: string, limit: number): Promise<number> {
    this.#call('removeTarget');
    return this.#removeWhere(
      (effect) => effect.kind === kind && effect.appId === appId && effect.target === target,
      limit,
    );
  }

  #removeWhere(isMeant: (effect: EffectRecord) => boolean, limit: number): number {
    const meant = this.#sorted().filter(isMeant).slice(0, limit);
    for (const { id } of meant) this.effects.delete(id);
    return meant.length;
  }

  #pending(kind: string, target: string): EffectRecord[] {
    return this.#sorted().filter(
      (effect) => effect.kind === kind && effect.target === target && effect.state === 'pending',
    );
  }

  #sorted(): EffectRecord[] {
    return [...this.effects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #call(name: string): void {
    this.calls.push(name);
    if (this.isAway) throw new ParleyError('unavailable', 'The database is away.');
  }
}

function headsAmong(effects: readonly EffectRecord[]): EffectRecord[] {
  const lanes = new Map<string, EffectRecord>();
  for (const effect of effects) if (!lanes.has(effect.lane)) lanes.set(effect.lane, effect);
  return [...lanes.values()];
}
