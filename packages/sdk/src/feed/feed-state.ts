import { retryDelay } from '../connection/backoff.ts';
import type { ParleyError } from '../errors/parley-error.ts';
import type { EventOf, StateOf, Table } from '../machine/table.ts';

/** The states of one channel's subscription at the server, however many subscribers share it here. */
export type FeedStates = {
  /** Nobody listens. */
  idle: object;
  /** Asked for; the server's first item has not come. `attempt`: refusals so far that repeating may overcome. */
  starting: { attempt: number };
  live: object;
  /** The connection was lost; it is asked for again, from the last position, on the next one. */
  resuming: { attempt: number };
  /** The server refused or ended it for a reason that passes; asked for again when the timer fires. */
  retrying: { attempt: number; error: ParleyError };
  /** The server refused or ended it for good, or the client was closed. A new subscriber starts afresh. */
  ended: { error: ParleyError };
};

export type FeedEvents = {
  /** A subscriber came. */
  joined: object;
  /** Nobody has listened for a while. */
  abandoned: object;
  /** The server's first item. */
  subscribed: object;
  interrupted: object;
  /** Refused, revoked, stopped, or the connection is over. */
  failed: { error: ParleyError };
  /** The retry timer fired. */
  due: object;
};

export type FeedState<Name extends keyof FeedStates = keyof FeedStates> = StateOf<FeedStates, Name>;
export type FeedEvent = EventOf<FeedEvents>;

export interface FeedEnv {
  /** A draw from [0, 1). */
  readonly chance: number;
}

export type FeedEffect =
  | { readonly do: 'call' }
  | { readonly do: 'hangUp' }
  | { readonly do: 'timer'; readonly ms: number | null }
  /** Tells every subscriber that it is over, and forgets them, position and members. */
  | { readonly do: 'dismiss'; readonly error: ParleyError }
  /** Forgets position and members. */
  | { readonly do: 'reset' };

export type FeedStep = readonly [FeedState, ...FeedEffect[]];

type Row<Name extends keyof FeedStates> = Table<FeedStates, FeedEvents, FeedEnv, FeedStep>[Name];

const stay = (state: FeedState): FeedStep => [state];
const begin = (): FeedStep => [{ name: 'starting', attempt: 0 }, { do: 'call' }];
const leave = (): FeedStep => [
  { name: 'idle' },
  { do: 'timer', ms: null },
  { do: 'hangUp' },
  { do: 'reset' },
];

function fail(error: ParleyError, attempt: number, env: FeedEnv): FeedStep {
  if (error.retry === 'never') {
    return [{ name: 'ended', error }, { do: 'timer', ms: null }, { do: 'hangUp' }, { do: 'dismiss', error }];
  }
  const ms = retryDelay(error, attempt, env.chance);
  return [{ name: 'retrying', attempt: attempt + 1, error }, { do: 'hangUp' }, { do: 'timer', ms }];
}

const idle: Row<'idle'> = {
  joined: begin,
  abandoned: stay,
  subscribed: stay,
  interrupted: stay,
  failed: stay,
  due: stay,
};

const starting: Row<'starting'> = {
  joined: stay,
  abandoned: leave,
  subscribed: () => [{ name: 'live' }],
  interrupted: (state) => [{ name: 'resuming', attempt: state.attempt }],
  failed: (state, { error }, env) => fail(error, state.attempt, env),
  due: stay,
};

const live: Row<'live'> = {
  joined: stay,
  abandoned: leave,
  subscribed: stay,
  interrupted: () => [{ name: 'resuming', attempt: 0 }],
  failed: (_, { error }, env) => fail(error, 0, env),
  due: stay,
};

const resuming: Row<'resuming'> = {
  joined: stay,
  abandoned: leave,
  subscribed: () => [{ name: 'live' }],
  interrupted: stay,
  failed: (state, { error }, env) => fail(error, state.attempt, env),
  due: stay,
};

const retrying: Row<'retrying'> = {
  joined: stay,
  abandoned: leave,
  subscribed: stay,
  interrupted: stay,
  // It has no call that could fail: this is the client itself, which was closed.
  failed: (state, { error }, env) => (error.retry === 'never' ? fail(error, state.attempt, env) : [state]),
  due: (state) => [{ name: 'resuming', attempt: state.attempt }, { do: 'call' }],
};

const ended: Row<'ended'> = {
  joined: begin,
  abandoned: stay,
  subscribed: stay,
  interrupted: stay,
  failed: stay,
  due: stay,
};

/** What a feed does: every state, every event. */
export const feedTable: Table<FeedStates, FeedEvents, FeedEnv, FeedStep> = {
  idle,
  starting,
  live,
  resuming,
  retrying,
  ended,
};
