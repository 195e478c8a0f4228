/**
 * Who takes a connection's messages.
 *
 * - `unheard`: nobody. Messages wait; after some seconds the connection is over.
 * - `socket`: a WebSocket, which gets them as they come.
 * - `poll`: a request that is answered with them.
 * - `left`: its WebSocket closed. The next sweep ends the connection, unless somebody listens by then.
 * - `over`: the connection is.
 */
export type ListenerState = 'unheard' | 'socket' | 'poll' | 'left' | 'over';

export type ListenerEvent =
  | 'socket-opened'
  | 'poll-opened'
  /** The listener of now is gone; that of one that another took over from is no event. */
  | 'listener-gone'
  /** The backend connected it again under the same id. */
  | 'connected-again'
  | 'ended';

const NEXT: Readonly<Record<ListenerState, Readonly<Record<ListenerEvent, ListenerState>>>> = {
  unheard: {
    'socket-opened': 'socket',
    'poll-opened': 'poll',
    'listener-gone': 'unheard',
    'connected-again': 'unheard',
    ended: 'over',
  },
  socket: {
    'socket-opened': 'socket',
    'poll-opened': 'poll',
    'listener-gone': 'left',
    'connected-again': 'socket',
    ended: 'over',
  },
  poll: {
    'socket-opened': 'socket',
    'poll-opened': 'poll',
    // The next poll comes soon.
    'listener-gone': 'unheard',
    'connected-again': 'poll',
    ended: 'over',
  },
  left: {
    'socket-opened': 'socket',
    'poll-opened': 'poll',
    'listener-gone': 'left',
    'connected-again': 'unheard',
    ended: 'over',
  },
  over: {
    'socket-opened': 'over',
    'poll-opened': 'over',
    'listener-gone': 'over',
    'connected-again': 'over',
    ended: 'over',
  },
};

export function nextListenerState(state: ListenerState, event: ListenerEvent): ListenerState {
  return NEXT[state][event];
}
