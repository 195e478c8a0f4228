/** `webhook`: a request to an endpoint of the app. `mirror`: a row for its own MySQL. `push`: a message to a device. */
export type EffectKind = 'webhook' | 'mirror' | 'push';

/** Work that leaves the house, as it is queued. */
export interface NewEffect {
  /** 24 hex digits, time-ordered: the order within a lane. */
  readonly id: string;
  readonly appId: string;
  readonly kind: EffectKind;
  /** The id of the webhook endpoint or of the push subscription; empty for the mirror. */
  readonly target: string;
  /** What must stay in order: effects of one target and lane are carried out one after the other. A channel's name. */
  readonly lane: string;
  /** What happened: `message`, `subscribed`, … */
  readonly event: string;
  /** The whole of what is sent, as text. */
  readonly payload: string;
  readonly createdAt: number;
}

/** `pending`: to be done. `done`: it was. `dead`: given up; stays until somebody sends it again or it is old. */
export type EffectState = 'pending' | 'done' | 'dead';

export interface EffectRecord extends NewEffect {
  readonly state: EffectState;
  /** Not to be tried before this time (ms). */
  readonly dueAt: number;
  /** How often it was tried. */
  readonly attempts: number;
  /** When it reached the state it is in (ms). */
  readonly changedAt: number;
}

/** One attempt at an effect. */
export interface AttemptRecord {
  readonly id: string;
  readonly effectId: string;
  readonly at: number;
  /** How long it took, in ms. */
  readonly durationMs: number;
  /** The HTTP status of the answer; null if none came. */
  readonly status: number | null;
  /** The beginning of the answer's body, or what went wrong. At most 1000 characters. */
  readonly answer: string;
}

export interface EffectQuery {
  readonly appId: string;
  readonly kind: EffectKind;
  readonly target?: string;
  readonly state?: EffectState;
  /** Only those with a smaller id: pages through, newest first. */
  readonly beforeId?: string;
  /** 1 to 1000. */
  readonly limit: number;
}

/** What became of an attempt, and what is to be done next. */
export interface EffectChange {
  readonly id: string;
  readonly state: EffectState;
  readonly dueAt: number;
  readonly attempts: number;
  readonly changedAt: number;
}

/**
 * The queue of what leaves the house. Effects that go with a durable event are written in that event's transaction
 * (`AppendEntry.effects`); the rest by {@link add}.
 */
export interface EffectStore {
  /**
   * Queues them, all or none. One that is there already, by its id, is left as it is, so an `add` whose answer was lost
   * can be repeated. Those of apps that are no more are left out. Rejects with `bad_request` if one cannot be stored.
   */
  add(effects: readonly NewEffect[]): Promise<void>;
  /** Of each lane of a target the oldest pending effect, whether it is due or not; at most `limit`, oldest first. */
  laneHeads(kind: EffectKind, target: string, limit: number): Promise<EffectRecord[]>;
  /** The same for all targets of an app, whose lanes are then told apart by their names alone. */
  laneHeadsOfApp(kind: EffectKind, appId: string, limit: number): Promise<EffectRecord[]>;
  /** The oldest pending effects of one lane, in order. */
  laneNext(kind: EffectKind, target: string, lane: string, limit: number): Promise<EffectRecord[]>;
  /** The oldest pending effects of an app and kind, in order of their ids, whatever their lanes. */
  pending(kind: EffectKind, appId: string, limit: number): Promise<EffectRecord[]>;
  /**
   * Notes attempts and what follows from them, all or none. An attempt that is noted already is left as it is; effects
   * that were removed meanwhile are passed over.
   */
  settle(changes: readonly EffectChange[], attempts: readonly AttemptRecord[]): Promise<void>;
  /** Removes effects, with their attempts. */
  remove(ids: readonly string[]): Promise<void>;
  find(id: string): Promise<EffectRecord | null>;
  /** Newest first. */
  list(query: EffectQuery): Promise<EffectRecord[]>;
  /** Oldest first. */
  attemptsOf(effectId: string): Promise<AttemptRecord[]>;
  /** How many there are in each state. */
  count(appId: string, kind: EffectKind): Promise<Record<EffectState, number>>;
  /**
   * Makes the dead ones of an app created at or after `since` pending again, due at `now` and with their attempts
   * counted from 0 again; returns how many. Their noted attempts stay.
   */
  revive(order: {
    appId: string;
    kind: EffectKind;
    target?: string;
    since: number;
    now: number;
  }): Promise<number>;
  /** Removes done effects that changed before `doneBefore` and dead ones before `deadBefore`, at most `limit`. */
  removeOld(order: { doneBefore: number; deadBefore: number; limit: number }): Promise<number>;
  /** Removes everything of a target that is no more; at most `limit` rows. */
  removeTarget(kind: EffectKind, appId: string, target: string, limit: number): Promise<number>;
}
