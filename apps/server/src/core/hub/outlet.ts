import type { ParleyError } from '../errors/parley-error.ts';

/**
 * Where a session's frames go: a WebSocket, a server-sent event stream, a long-poll queue. Frames leave in the order
 * in which they were handed over. None of these calls throws, whatever the state of the connection; on a closed outlet they
 * do nothing.
 */
export interface Outlet<Frame> {
  /** Queues a frame; everything queued in one turn of the event loop leaves in one write at its end. */
  send(frame: Frame): void;
  /** Writes what is queued and then this frame, now. The hub's own flush uses it; frames here are already joined. */
  sendNow(frame: Frame): void;
  /** Bytes handed over that the operating system has not taken yet. */
  readonly bufferedBytes: number;
  /**
   * Says why, in the protocol's own form where it has one, and closes. The `retry` of the error's code decides what the
   * client should do: an outlet picks its close code by it.
   */
  close(reason: ParleyError): void;
}
