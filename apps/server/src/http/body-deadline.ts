import type { IncomingMessage, Server } from 'node:http';
import type { Clock } from '../runtime/clock.ts';
import type { Timers } from '../runtime/timers.ts';

const BODY_MS = 30_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Whoever sends a request has half a minute to send all of it: slow senders must not hold connections. What Node has
 * for this is for all requests alike, but an upload takes as long as it takes. A route that watches over a request
 * itself exempts it. (For the headers Node's own limit holds.)
 */
export class BodyDeadline implements Disposable {
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #timer: Disposable;
  /** When what is still coming has to be there, by the monotonic clock. */
  readonly #due = new Map<IncomingMessage, number>();

  constructor(server: Server, { clock, timers }: { clock: Clock; timers: Timers }) {
    this.#server = server;
    this.#clock = clock;
    server.on('request', (request: IncomingMessage) => this.#watch(request));
    this.#timer = timers.every(LOOK_EVERY_MS, () => this.#cutLate());
  }

  exempt(request: IncomingMessage): void {
    this.#due.delete(request);
  }

  /** The time runs, from now on. */
  impose(request: IncomingMessage): void {
    if (!request.complete && !request.destroyed) this.#due.set(request, this.#clock.monotonic() + BODY_MS);
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #watch(request: IncomingMessage): void {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
    if (length === '0' && encoding === undefined) return;
    this.impose(request);
    request.once('close', () => this.#due.delete(request));
  }

  #cutLate(): void {
    const now = this.#clock.monotonic();
    for (const [request, due] of this.#due) {
      if (request.complete) this.#due.delete(request);
      else if (due <= now) this.#cut(request);
    }
  }

  /** As Node does it: the server's own way of answering broken requests, 408 in this case, and the end. */
  #cut(request: IncomingMessage): void {
    this.#due.delete(request);
    const { socket } = request;
    const late = Object.assign(new Error('The request did not come in time.'), {
      code: 'ERR_HTTP_REQUEST_TIMEOUT',
    });
    if (!this.#server.emit('clientError', late, socket)) socket.destroy();
  }
}
