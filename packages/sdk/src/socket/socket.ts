/** What a socket tells its owner. After `closed` nothing more is called. */
export interface SocketEvents {
  opened(): void;
  message(text: string): void;
  /** It could not be opened, or ended. `reason` is the text of the close frame. */
  closed(code: number, reason: string): void;
}

/** A WebSocket, reduced to what the connection needs, so that a simulated one fits too. */
export interface Socket {
  send(text: string): void;
  /**
   * Ends it; none of its events is called afterwards. `hung`: the other side does not answer, so do not wait for its
   * farewell.
   */
  drop(hung: boolean): void;
}

/** Starts opening a socket. Failures are told through `events.closed`, never thrown. */
export type OpenSocket = (url: string, events: SocketEvents) => Socket;

/** The part of the standard `WebSocket` class that the SDK uses; the class of the `ws` package fits as well. */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  /** Node's `ws` only: end without a farewell. */
  terminate?(): void;
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

/** A class that makes WebSockets. */
export type WebSocketClass = new (url: string) => WebSocketLike;
