import type { Table } from '../machine/table.ts';
import type {
  ConnectionEnv,
  ConnectionEvents,
  ConnectionState,
  ConnectionStates,
  ConnectionStep,
} from './connection-state.ts';
import {
  fail,
  GREETING_DEADLINE_MS,
  listen,
  lose,
  openSocket,
  overdue,
  QUIET_MS,
  refreshLater,
  refreshTimer,
  shut,
  start,
  WAKE_ANSWER_MS,
} from './connection-steps.ts';

type Row<Name extends keyof ConnectionStates> = Table<
  ConnectionStates,
  ConnectionEvents,
  ConnectionEnv,
  ConnectionStep
>[Name];

/** The event means nothing here: it is late, or already taken care of. */
const stay = (state: ConnectionState): ConnectionStep => [state];

const idle: Row<'idle'> = {
  want: (_, __, env) => start(0, env),
  connect: (_, __, env) => start(0, env),
  close: shut,
  token: stay,
  tokenFailed: stay,
  opened: stay,
  accepted: stay,
  refreshRefused: stay,
  ended: stay,
  due: stay,
  refreshDue: stay,
  wake: stay,
};

const authorizing: Row<'authorizing'> = {
  want: stay,
  connect: stay,
  close: shut,
  token: (state) => openSocket(state.attempt),
  tokenFailed: (state, { error }, env) => fail(error, state.attempt, env),
  opened: stay,
  accepted: stay,
  refreshRefused: stay,
  ended: stay,
  due: (state, _, env) => fail(overdue('The token callback does not answer.'), state.attempt, env),
  refreshDue: stay,
  wake: stay,
};

const connecting: Row<'connecting'> = {
  want: stay,
  connect: stay,
  close: shut,
  token: stay,
  tokenFailed: stay,
  opened: (state) => [
    { name: 'greeting', attempt: state.attempt },
    { do: 'timer', ms: GREETING_DEADLINE_MS },
    { do: 'greet' },
  ],
  accepted: stay,
  refreshRefused: stay,
  ended: (state, { error }, env) => fail(error, state.attempt, env),
  due: (state, _, env) => fail(overdue('The server cannot be reached.'), state.attempt, env, true),
  refreshDue: stay,
  wake: stay,
};

const greeting: Row<'greeting'> = {
  want: stay,
  connect: stay,
  close: shut,
  token: stay,
  tokenFailed: stay,
  opened: stay,
  accepted: (state, { expiresAt }, env) => [
    {
      name: 'open',
      attempt: state.attempt,
      openedAt: env.now,
      pinged: false,
      refreshFailures: 0,
      tokenError: null,
    },
    { do: 'timer', ms: QUIET_MS },
    refreshTimer(expiresAt, env),
  ],
  refreshRefused: stay,
  ended: (state, { error }, env) => fail(error, state.attempt, env),
  due: (state, _, env) => fail(overdue('The server does not greet back.'), state.attempt, env, true),
  refreshDue: stay,
  wake: stay,
};

/** A page that comes back may hold a dead connection without knowing: ask at once, and do not wait long. */
const checkNow = (state: ConnectionState<'open' | 'refreshing'>): ConnectionStep =>
  state.pinged ? [state] : [{ ...state, pinged: true }, { do: 'ping' }, { do: 'timer', ms: WAKE_ANSWER_MS }];

const open: Row<'open'> = {
  want: stay,
  connect: stay,
  close: shut,
  token: stay,
  tokenFailed: stay,
  opened: stay,
  accepted: stay,
  refreshRefused: stay,
  ended: (state, { error }, env) => lose(state, error, env),
  due: listen,
  refreshDue: (state) => [{ ...state, name: 'refreshing' }, { do: 'fetchToken' }],
  wake: checkNow,
};

const refreshing: Row<'refreshing'> = {
  want: stay,
  connect: stay,
  close: shut,
  token: (state) => [state, { do: 'presentToken' }],
  tokenFailed: (state, { error }, env) => refreshLater(state, error, env),
  opened: stay,
  accepted: (state, { expiresAt }, env) => [
    { ...state, name: 'open', refreshFailures: 0, tokenError: null },
    refreshTimer(expiresAt, env),
  ],
  refreshRefused: (state, { error }, env) => refreshLater(state, error, env),
  ended: (state, { error }, env) => lose(state, error, env),
  due: listen,
  refreshDue: stay,
  wake: checkNow,
};

const waiting: Row<'waiting'> = {
  want: stay,
  connect: (state, _, env) => start(state.attempt, env),
  close: shut,
  token: stay,
  tokenFailed: stay,
  opened: stay,
  accepted: stay,
  refreshRefused: stay,
  ended: stay,
  due: (state, _, env) => start(state.attempt, env),
  refreshDue: stay,
  wake: (state, _, env) => (env.now < state.notBefore ? [state] : start(state.attempt, env)),
};

const refused: Row<'refused'> = {
  want: stay,
  connect: (_, __, env) => start(0, env),
  close: shut,
  token: stay,
  tokenFailed: stay,
  opened: stay,
  accepted: stay,
  refreshRefused: stay,
  ended: stay,
  due: stay,
  refreshDue: stay,
  wake: stay,
};

const closed: Row<'closed'> = {
  want: stay,
  connect: stay,
  close: stay,
  token: stay,
  tokenFailed: stay,
  opened: stay,
  accepted: stay,
  refreshRefused: stay,
  ended: stay,
  due: stay,
  refreshDue: stay,
  wake: stay,
};

/** What the connection does: every state, every event. */
export const connectionTable: Table<ConnectionStates, ConnectionEvents, ConnectionEnv, ConnectionStep> = {
  idle,
  authorizing,
  connecting,
  greeting,
  open,
  refreshing,
  waiting,
  refused,
  closed,
};
