import type { ConnectionState } from './connection/connection-state.ts';
import type { ParleyError } from './errors/parley-error.ts';

/** What an application sees of its connection. */
export interface ParleyState {
  /**
   * `idle`: nothing has asked for a connection. `connecting`: on the way. `open`: the server knows this client and
   * answers. `waiting`: lost or not to be had; tried again at `retryAt`. `refused`: the server said no and repeating is
   * useless until `parley.connect()`. `closed`: closed by the application, for good.
   */
  readonly status: 'idle' | 'connecting' | 'open' | 'waiting' | 'refused' | 'closed';
  /** Waiting and refused: why. Open: why the last try to renew the token failed, while it has not succeeded again. */
  readonly error: ParleyError | null;
  /** Waiting: when the next try comes, in ms since 1970-01-01 UTC. */
  readonly retryAt: number | null;
}

/** The application's view of a connection's state. */
export function parleyState(state: ConnectionState): ParleyState {
  switch (state.name) {
    case 'idle':
    case 'closed':
      return { status: state.name, error: null, retryAt: null };
    case 'authorizing':
    case 'connecting':
    case 'greeting':
      return { status: 'connecting', error: null, retryAt: null };
    case 'open':
    case 'refreshing':
      return { status: 'open', error: state.tokenError, retryAt: null };
    case 'waiting':
      return { status: 'waiting', error: state.error, retryAt: state.retryAt };
    case 'refused':
      return { status: 'refused', error: state.error, retryAt: null };
  }
}

/** Whether an application would see any difference. */
export function sameState(one: ParleyState, other: ParleyState): boolean {
  return one.status === other.status && one.error === other.error && one.retryAt === other.retryAt;
}
