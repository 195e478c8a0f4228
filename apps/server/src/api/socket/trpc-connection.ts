import type { IncomingMessage } from 'node:http';
import type { TRPCError } from '@trpc/server';
import type { TRPCClientOutgoingMessage } from '@trpc/server/rpc';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { textFrame } from '../../wire/server-frame.ts';
import type { OutletListener, WebSocketOutlet } from '../../wire/web-socket-outlet.ts';
import { parleyErrorOf } from '../base/parley-error-of.ts';
import { NOBODY } from './addressee.ts';
import { Calls } from './calls.ts';
import { procedureRequest } from './procedure-request.ts';
import { readMessages } from './read-messages.ts';
import { NO_CALL } from './replies.ts';
import {
  announcesParams,
  type ConnectionParams,
  type OpenedContext,
  readConnectionParams,
} from './socket-opening.ts';
import { Subscriptions } from './subscriptions.ts';
import type { Admission, ConnectionScope, TrpcSocketSetup } from './trpc-socket-setup.ts';

const PONG = textFrame('PONG');

/**
 * One client on the native WebSocket. It is let in by its context: at once, or when its connection parameters came. A
 * connection that is refused stays open just long enough for its first requests to be answered with the reason: a stock client
 * that is cut off before would only see a broken connection and try again for ever.
 */
export class TrpcConnection implements OutletListener, ConnectionScope {
  readonly setup: TrpcSocketSetup;
  readonly outlet: WebSocketOutlet;
  readonly #calls = new Calls(this);
  readonly #subscriptions = new Subscriptions(this);
  /** The handshake, until the context was made of it. */
  #request: IncomingMessage | null;
  /** Null while connection parameters are awaited. */
  #admission: Promise<Admission> | null = null;
  #opened: OpenedContext<unknown> | null = null;
  #refusal: ParleyError | null = null;
  #hasRequests = false;
  #malformedInARow = 0;
  #timer: Disposable | null = null;
  #isClosed = false;

  constructor(setup: TrpcSocketSetup, outlet: WebSocketOutlet, request: IncomingMessage) {
    this.setup = setup;
    this.outlet = outlet;
    this.#request = request;
    if (announcesParams(request)) this.#awaitParams();
    else this.#admission = this.#admit(request, () => null);
  }

  admitted(): Promise<Admission> {
    return (
      this.#admission ?? Promise.reject(new Error('A request was served before the connection parameters.'))
    );
  }

  message(data: Buffer, isBinary: boolean): void {
    if (!isBinary && data.length === 4 && this.#keepAlive(data.toString('latin1'))) return;
    if (!this.#fits(data)) return;
    const request = this.#request;
    if (this.#admission !== null || request === null) {
      this.#serve(data, isBinary);
      return;
    }
    this.#clearTimer();
    this.#admission = this.#admit(request, () => readConnectionParams(data, isBinary));
  }

  closed(): void {
    this.#isClosed = true;
    this.#clearTimer();
    this.#subscriptions.drop();
    this.#calls.drop();
    this.#dispose();
  }

  /** Whether who is connected may send so much at once; if not, that was it. */
  #fits({ length }: Buffer): boolean {
    try {
      this.setup.requireFitting(length, this.#opened?.context ?? null);
      return true;
    } catch (thrown) {
      this.outlet.close(ParleyError.from(thrown));
      return false;
    }
  }

  /** Answers the stock client's own keep-alive, in order with everything else: it takes the answer for a mark. */
  #keepAlive(text: string): boolean {
    if (text === 'PING') this.outlet.send(PONG);
    return text === 'PING' || text === 'PONG';
  }

  #serve(data: Buffer, isBinary: boolean): void {
    const { router, replies, limits } = this.setup;
    this.#hasRequests = true;
    const { messages, refusals } = readMessages(data, isBinary, router._def._config.transformer, limits);
    for (const { to, error } of refusals) this.outlet.send(replies.error(to, error));
    for (const [index, message] of messages.entries()) this.#dispatch(message, index);
    this.#malformedInARow = messages.length > 0 ? 0 : this.#malformedInARow + 1;
    if (this.#malformedInARow >= limits.malformedInARow) {
      this.outlet.close(new ParleyError('bad_request', 'Too many unreadable frames in a row.'));
    }
    if (this.#refusal) this.#closeSoon(this.#refusal);
  }

  #dispatch(message: TRPCClientOutgoingMessage, batchIndex: number): void {
    const { id } = message;
    if (id === null) return;
    if (message.method === 'subscription.stop') {
      this.#subscriptions.stop(id);
      return;
    }
    const request = procedureRequest(message, id, batchIndex);
    const work =
      request.type === 'subscription' ? this.#subscriptions.run(request) : this.#calls.run(request);
    // Failures were answered; what still fails is the answering itself.
    work.catch((cause: unknown) => this.outlet.close(ParleyError.from(cause)));
  }

  async #admit(request: IncomingMessage, params: () => ConnectionParams): Promise<Admission> {
    try {
      const { outlet, setup } = this;
      const opened = await setup.createContext({ request, connectionParams: params(), outlet });
      this.#opened = opened;
      if (this.#isClosed) this.#dispose();
      return { ok: true, context: opened.context };
    } catch (thrown) {
      return { ok: false, error: this.#refuse(thrown) };
    } finally {
      this.#request = null;
    }
  }

  /** A stock client backs off from a server that sends an error for no request in particular. */
  #refuse(thrown: unknown): TRPCError {
    const { replies, limits, timers } = this.setup;
    const error = replies.report(thrown, NO_CALL);
    const refusal = parleyErrorOf(error);
    this.outlet.send(replies.error(NOBODY, error));
    this.#refusal = refusal;
    if (this.#hasRequests) this.#closeSoon(refusal);
    else if (!this.#isClosed) {
      this.#timer = timers.after(limits.refusalLingerMs, () => this.outlet.close(refusal));
    }
    return error;
  }

  /** Requests that wait are answered in the microtasks of this turn. */
  #closeSoon(reason: ParleyError): void {
    this.setup.timers.soon(() => this.outlet.close(reason));
  }

  #awaitParams(): void {
    const { timers, limits } = this.setup;
    this.#timer = timers.after(limits.helloWithinMs, () =>
      this.outlet.close(
        new ParleyError('unauthenticated', 'The connection parameters did not come in time.'),
      ),
    );
  }

  #clearTimer(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }

  #dispose(): void {
    const opened = this.#opened;
    this.#opened = null;
    try {
      opened?.[Symbol.dispose]();
    } catch (thrown) {
      this.setup.replies.report(thrown, NO_CALL);
    }
  }
}
