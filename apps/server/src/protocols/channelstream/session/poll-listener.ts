import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { GatheringListener } from './listener.ts';

/** How long a poll waits for its first message, as in the original. */
const WAITS_MS = 5000;
/** Once something came: how long nothing more must come until it is answered. */
const QUIET_MS = 250;
/** A poll that never sees such a pause is answered all the same: after so long, or with so much. */
const GATHERS_MS = 5000;
const MAX_MESSAGES = 100;
const MAX_BYTES = 262_144;

/** What a poll takes from. */
export interface PollSource {
  size(): number;
  bytes(): number;
  /** Everything that waits, as JSON of one message each. */
  take(): string[];
}

export interface PollListenerOptions {
  readonly runtime: Runtime;
  readonly source: PollSource;
  /** It was answered, or given up by its client: it listens no longer. */
  readonly onDone: () => void;
}

interface Request {
  answer(messages: string): void;
  refuse(reason: ParleyError): void;
}

type State =
  | { readonly kind: 'waiting'; readonly request: Request }
  | { readonly kind: 'gathering'; readonly request: Request; readonly since: number; quietSince: number }
  /** Not begun, or over. */
  | { readonly kind: 'idle' };

/**
 * One long-polling request: *waiting* for a first message, then *gathering* until it is quiet. It has one timer at a time,
 * for as long as the request is open.
 */
export class PollListener implements GatheringListener {
  readonly kind = 'poll';
  readonly bufferedBytes = 0;
  readonly #options: PollListenerOptions;
  #state: State = { kind: 'idle' };
  #timer: Disposable | null = null;

  constructor(options: PollListenerOptions) {
    this.#options = options;
  }

  /** Waits, once. Resolves with the messages as a JSON array; rejects with why the connection is over. */
  begin(): Promise<string> {
    return new Promise((answer, refuse) => {
      this.#state = { kind: 'waiting', request: { answer, refuse } };
      this.#lookAfter(WAITS_MS);
      if (this.#options.source.size() > 0) this.arrived();
    });
  }

  arrived(): void {
    const state = this.#state;
    if (state.kind === 'idle') return;
    const { runtime, source } = this.#options;
    const now = runtime.clock.monotonic();
    if (state.kind === 'gathering') {
      state.quietSince = now;
    } else {
      this.#state = { kind: 'gathering', request: state.request, since: now, quietSince: now };
      this.#lookAfter(QUIET_MS);
    }
    if (source.size() >= MAX_MESSAGES || source.bytes() >= MAX_BYTES) this.#finish();
  }

  /** Its client is gone: what waits is for its next request. */
  abandon(): void {
    const request = this.#end();
    if (request === null) return;
    this.#options.onDone();
    request.answer(listOf([]));
  }

  replaced(): void {
    this.#end()?.answer(listOf([]));
  }

  /** Who is sent to another server gets what there is first; who may no longer listen gets nothing. */
  close(reason: ParleyError): void {
    const request = this.#end();
    if (reason.code === 'draining') request?.answer(listOf(this.#options.source.take()));
    else request?.refuse(reason);
  }

  terminate(): void {
    this.#end()?.refuse(new ParleyError('draining', 'This server is going down.'));
  }

  #finish(): void {
    const request = this.#end();
    if (request === null) return;
    const messages = this.#options.source.take();
    this.#options.onDone();
    request.answer(listOf(messages));
  }

  /** The request that is to be answered now; null: there is none any more. */
  #end(): Request | null {
    const state = this.#state;
    this.#state = { kind: 'idle' };
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
    return state.kind === 'idle' ? null : state.request;
  }

  #lookAfter(delayMs: number): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = this.#options.runtime.timers.after(delayMs, () => this.#look());
  }

  /** The time is up, unless more came meanwhile: then the pause begins anew, within bounds. */
  #look(): void {
    const state = this.#state;
    const now = this.#options.runtime.clock.monotonic();
    const until =
      state.kind === 'gathering' ? Math.min(state.quietSince + QUIET_MS, state.since + GATHERS_MS) : now;
    if (until <= now) this.#finish();
    else this.#lookAfter(until - now);
  }
}

function listOf(messages: readonly string[]): string {
  return `[${messages.join(',')}]`;
}
