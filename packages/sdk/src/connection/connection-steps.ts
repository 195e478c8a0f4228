import { clientError, type ParleyError } from '../errors/parley-error.ts';
import { backoff, hintedDelay, retryDelay } from './backoff.ts';
import type {
  ConnectionEffect,
  ConnectionEnv,
  ConnectionEvent,
  ConnectionState,
  ConnectionStep,
} from './connection-state.ts';

/** How long the token callback, the socket's handshake and the greeting may each take. */
export const TOKEN_DEADLINE_MS = 30_000;
export const CONNECT_DEADLINE_MS = 15_000;
export const GREETING_DEADLINE_MS = 15_000;
/** A connection on which nothing was heard for this long is asked whether it still lives. */
export const QUIET_MS = 25_000;
/** How long it may take to answer. */
export const ANSWER_MS = 10_000;
/** After a wake, when a dead connection is likely and somebody is looking. */
export const WAKE_ANSWER_MS = 4_000;
/** A connection that held this long was a good one: the next loss counts as the first. */
const STABLE_MS = 5_000;
/** Against clocks that disagree: a token that seems to expire at once is still not refreshed without end. */
const SHORTEST_REFRESH_MS = 5_000;
const LONGEST_REFRESH_LEAD_MS = 60_000;

type Live = ConnectionState<'open' | 'refreshing'>;

/** Begins a try: with a token first if tokens come from a callback. */
export function start(attempt: number, env: ConnectionEnv): ConnectionStep {
  if (!env.renewable) return openSocket(attempt);
  return [{ name: 'authorizing', attempt }, { do: 'timer', ms: TOKEN_DEADLINE_MS }, { do: 'fetchToken' }];
}

export function openSocket(attempt: number): ConnectionStep {
  return [{ name: 'connecting', attempt }, { do: 'timer', ms: CONNECT_DEADLINE_MS }, { do: 'openSocket' }];
}

/** Ends a try or a connection: waits for the next try, or gives up if repeating cannot help. */
export function fail(error: ParleyError, attempt: number, env: ConnectionEnv, hung = false): ConnectionStep {
  const tidy = [
    { do: 'dropSocket', hung },
    { do: 'refreshTimer', ms: null },
  ] as const;
  if (isFinal(error, env)) return [{ name: 'refused', error }, ...tidy, { do: 'timer', ms: null }];
  const delay = retryDelay(error, attempt, env.chance);
  const waiting = {
    name: 'waiting',
    attempt: attempt + 1,
    error,
    retryAt: env.now + delay,
    notBefore: env.now + hintedDelay(error),
  } as const;
  return [waiting, ...tidy, { do: 'timer', ms: delay }];
}

/** The end of a connection that was open: one that held long enough starts a new count of failures. */
export function lose(state: Live, error: ParleyError, env: ConnectionEnv, hung = false): ConnectionStep {
  const stable = env.now - state.openedAt >= STABLE_MS;
  return fail(error, stable ? 0 : state.attempt, env, hung);
}

export function shut(): ConnectionStep {
  return [
    { name: 'closed' },
    { do: 'dropSocket', hung: false },
    { do: 'timer', ms: null },
    { do: 'refreshTimer', ms: null },
  ];
}

/** Something that should have come did not. */
export function overdue(what: string): ParleyError {
  return clientError('disconnected', what);
}

/** The open connection's timer: ask a quiet server whether it lives, and give up on one that does not answer. */
export function listen(state: Live, event: ConnectionEvent<'due'>, env: ConnectionEnv): ConnectionStep {
  if (state.pinged && !event.answered) {
    return lose(state, overdue('The server does not answer.'), env, true);
  }
  if (event.silentMs < QUIET_MS) {
    return [
      { ...state, pinged: false },
      { do: 'timer', ms: QUIET_MS - event.silentMs },
    ];
  }
  return [{ ...state, pinged: true }, { do: 'ping' }, { do: 'timer', ms: ANSWER_MS }];
}

/** When to fetch the next token: some time before this one expires, and not all clients at once. */
export function refreshTimer(expiresAt: number | null, env: ConnectionEnv): ConnectionEffect {
  if (expiresAt === null || !env.renewable) return { do: 'refreshTimer', ms: null };
  const left = expiresAt - env.now;
  const lead = Math.min(LONGEST_REFRESH_LEAD_MS, left * 0.2);
  return { do: 'refreshTimer', ms: Math.max(SHORTEST_REFRESH_MS, left - lead * (1 + env.chance)) };
}

/** A fresh token was not to be had or was not accepted: the connection goes on, the next try waits longer each time. */
export function refreshLater(state: Live, error: ParleyError, env: ConnectionEnv): ConnectionStep {
  const refreshFailures = state.refreshFailures + 1;
  return [
    { ...state, name: 'open', refreshFailures, tokenError: error },
    { do: 'refreshTimer', ms: backoff(refreshFailures, env.chance) },
  ];
}

/**
 * Whether repeating is useless. With a token callback no refusal of a token is final: the next token may be accepted.
 */
function isFinal(error: ParleyError, env: ConnectionEnv): boolean {
  if (error.code === 'unauthenticated' || error.retry === 'refresh') return !env.renewable;
  return error.retry === 'never' && error.retryAfterMs === undefined;
}
