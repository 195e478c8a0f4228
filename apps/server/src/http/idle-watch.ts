import type { Socket } from 'node:net';
import type { Timers } from '../runtime/timers.ts';

const IDLE_MS = 30_000;

/** Ends a connection on which nothing has moved, in either direction, for half a minute to a minute. Until disposed of. */
export function idleWatch(socket: Socket, timers: Timers): Disposable {
  let moved = -1;
  return timers.every(IDLE_MS, () => {
    const now = socket.bytesRead + socket.bytesWritten;
    if (now === moved) socket.destroy();
    moved = now;
  });
}
