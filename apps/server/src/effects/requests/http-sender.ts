import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Timers } from '../../runtime/timers.ts';
import type { AddressGuard } from '../address-guard.ts';
import { AnswerReader, excerpt } from './answer-reader.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { retryAfter } from './retry-after.ts';

export interface OutgoingRequest {
  readonly url: URL;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** On a connection of its own, so that no answer to anything else can be taken for the one to this. */
  readonly alone?: boolean;
  readonly signal?: AbortSignal;
}

/** What came of a request. */
export interface Answer {
  /** Null: none came. */
  readonly status: number | null;
  /** The beginning of the body, or what went wrong; at most 1000 characters. */
  readonly text: string;
  readonly durationMs: number;
  /** The other side asked to be left alone for so long (`Retry-After`); absent: it did not. */
  readonly retryAfterMs?: number;
}

/** Connections are kept for the next request this long: shorter than what common servers do, so that they seldom close first. */
const IDLE_MS = 4000;

/**
 * Sends POST requests to hosts that somebody else chose: only to addresses that the guard allows, following no redirect,
 * with TLS verified, within a time, and reading no more of the answer than is of use.
 */
export class HttpSender implements Disposable {
  readonly #guard: AddressGuard;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #connecting: { readonly lookup: ReturnType<typeof guardedLookup> };
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(guard: AddressGuard, { clock, timers }: { clock: Clock; timers: Timers }) {
    this.#guard = guard;
    this.#clock = clock;
    this.#timers = timers;
    this.#connecting = { lookup: guardedLookup(guard) };
    const options = { ...this.#connecting, keepAlive: true, timeout: IDLE_MS };
    this.#http = new HttpAgent(options);
    this.#https = new HttpsAgent(options);
  }

  /** Never rejects: what goes wrong is an answer without a status. */
  async send(request: OutgoingRequest): Promise<Answer> {
    const start = this.#clock.monotonic();
    const answer = await this.#attempt(request).catch((cause: unknown) => ({
      status: null,
      text: excerpt(describe(cause)),
    }));
    return { ...answer, durationMs: Math.round(this.#clock.monotonic() - start) };
  }

  [Symbol.dispose](): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  async #attempt(request: OutgoingRequest): Promise<Omit<Answer, 'durationMs'>> {
    this.#requireAllowed(request.url);
    const ending = new AbortController();
    const end = (reason: Error): void => ending.abort(reason);
    const timeout = new Error(`No answer within ${request.timeoutMs} ms.`);
    const timer = this.#timers.after(request.timeoutMs, () => end(timeout));
    const stop = (): void => end(new Error('The server is stopping.'));
    request.signal?.addEventListener('abort', stop);
    try {
      if (request.signal?.aborted) stop();
      return await this.#exchange(request, request.alone === true, ending.signal);
    } finally {
      timer[Symbol.dispose]();
      request.signal?.removeEventListener('abort', stop);
    }
  }

  async #exchange(
    request: OutgoingRequest,
    alone: boolean,
    signal: AbortSignal,
  ): Promise<Omit<Answer, 'durationMs'>> {
    signal.throwIfAborted();
    const outgoing = this.#open(request, alone);
    const stop = (): void => void outgoing.destroy(signal.reason);
    signal.addEventListener('abort', stop);
    try {
      const message = await answerOf(outgoing, request.body);
      const text = await new AnswerReader(message).read();
      const retryAfterMs = retryAfter(message.headers['retry-after'], this.#clock.now());
      return { status: message.statusCode ?? null, text, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
    } catch (cause) {
      // The other side had closed a kept connection just when it was to be used again: it never saw the request.
      if (outgoing.reusedSocket && !signal.aborted) return await this.#exchange(request, true, signal);
      throw cause;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #open({ url, headers }: OutgoingRequest, alone: boolean): ClientRequest {
    const options = { ...this.#connecting, method: 'POST', headers: { ...headers } };
    return url.protocol === 'https:'
      ? httpsRequest(url, { ...options, agent: alone ? false : this.#https })
      : httpRequest(url, { ...options, agent: alone ? false : this.#http });
  }

  /** A host that is an address is not looked up, so it is checked here. */
  #requireAllowed({ hostname }: URL): void {
    const literal = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    if (isIP(literal) === 0 || this.#guard.allows(literal)) return;
    throw new ParleyError(
      'forbidden',
      `The address ${literal} is in a private network, which this server may not call (see PARLEY_PRIVATE_TARGETS).`,
      { fix: 'Add the address to PARLEY_PRIVATE_TARGETS, if the server may call it.' },
    );
  }
}

function answerOf(request: ClientRequest, body: string | Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    request.on('close', () => reject(new Error('The connection was closed without an answer.')));
    request.end(body);
  });
}

/** What went wrong, in words for whoever administers the endpoint. */
function describe(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') {
    return cause.errors.map(describe).join('; ') || 'The connection failed.';
  }
  return cause instanceof Error ? cause.message : 'The request failed.';
}
