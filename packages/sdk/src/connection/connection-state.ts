import type { ParleyError } from '../errors/parley-error.ts';
import type { EventOf, StateOf } from '../machine/table.ts';

/** What a try at connecting carries: how many failed since the last connection that held. */
interface Try {
  attempt: number;
}

/** What a live connection carries. */
interface Live extends Try {
  openedAt: number;
  /** A PING was sent and nothing was heard since. */
  pinged: boolean;
  /** How many tries to renew the token failed in a row, and the last failure. */
  refreshFailures: number;
  tokenError: ParleyError | null;
}

/** The connection's states. `start` leads from `idle` over `authorizing`, `connecting` and `greeting` to `open`. */
export type ConnectionStates = {
  /** Nobody has asked for anything yet. */
  idle: object;
  /** The token callback was asked. */
  authorizing: Try;
  /** A socket is being opened. */
  connecting: Try;
  /** The socket is open; the server was told who this is and asked what it makes of it. */
  greeting: Try;
  open: Live;
  /** Open, and a fresh token is being fetched or presented. */
  refreshing: Live;
  /** The last try failed, or the connection was lost; the next try comes at `retryAt`. */
  waiting: Try & {
    error: ParleyError;
    retryAt: number;
    /** The server's own word: nothing but an explicit `connect()` tries before. */
    notBefore: number;
  };
  /** The server said no, and repeating would not help. Only an explicit `connect()` leads out. */
  refused: { error: ParleyError };
  closed: object;
};

/** What can happen to a connection. */
export type ConnectionEvents = {
  /** Something needs the connection. */
  want: object;
  /** The application asks for a try now. */
  connect: object;
  /** The application is done for good. */
  close: object;
  /** The token callback answered. */
  token: object;
  tokenFailed: { error: ParleyError };
  /** The socket is open. */
  opened: object;
  /** The server accepted the identity (greeting) or the fresh token (refreshing). */
  accepted: { expiresAt: number | null };
  /** The server did not accept the fresh token; the connection goes on with the old one. */
  refreshRefused: { error: ParleyError };
  /** The socket ended, or the server refused the identity. */
  ended: { error: ParleyError };
  /** The state's timer fired. `silentMs`: since anything was heard; `answered`: whether anything was since the PING. */
  due: { silentMs: number; answered: boolean };
  /** The token will expire soon. */
  refreshDue: object;
  /** The page came back, or the network did. */
  wake: object;
};

export type ConnectionState<Name extends keyof ConnectionStates = keyof ConnectionStates> = StateOf<
  ConnectionStates,
  Name
>;
export type ConnectionEvent<Type extends keyof ConnectionEvents = keyof ConnectionEvents> = EventOf<
  ConnectionEvents,
  Type
>;

/** What the machine may look at beside state and event. */
export interface ConnectionEnv {
  readonly now: number;
  /** A draw from [0, 1). */
  readonly chance: number;
  /** Whether tokens come from a callback, so that a new one can be had. */
  readonly renewable: boolean;
}

/** What the machine wants done; its interpreter does it in order. */
export type ConnectionEffect =
  | { readonly do: 'fetchToken' }
  | { readonly do: 'openSocket' }
  /** Ends the socket and forgets it, if there is one. */
  | { readonly do: 'dropSocket'; readonly hung: boolean }
  | { readonly do: 'greet' }
  | { readonly do: 'presentToken' }
  | { readonly do: 'ping' }
  /** Replaces the state's timer; null stops it. */
  | { readonly do: 'timer'; readonly ms: number | null }
  /** Replaces the token's timer; null stops it. */
  | { readonly do: 'refreshTimer'; readonly ms: number | null };

export type ConnectionStep = readonly [ConnectionState, ...ConnectionEffect[]];

/** Whether requests can be sent. */
export function isLive(state: ConnectionState): state is ConnectionState<'open' | 'refreshing'> {
  return state.name === 'open' || state.name === 'refreshing';
}
