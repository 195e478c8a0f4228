import { setMaxListeners } from 'node:events';
import type { Verdict } from '../../core/effects/effects.ts';
import type { Stats } from '../../core/stats/app-stats.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { HttpSender } from '../requests/http-sender.ts';
import { requestTo } from './delivery/delivery-request.ts';
import type { Endpoint } from './endpoint.ts';
import type { RequestSigner } from './request-signer.ts';
import type { VerificationQuestion } from './webhook-format.ts';

export interface QuestionsParts {
  readonly runtime: Runtime;
  readonly stats: Stats;
  readonly sender: HttpSender;
  readonly signer: RequestSigner;
  onFailure(cause: unknown): void;
}

interface Line {
  underWay: number;
  readonly waiting: Set<() => void>;
}

const MOST_UNDER_WAY = 100;
const MOST_WAITING = 1000;

/**
 * Asks an app's backend who may enter. Each question has a connection of its own, so that nothing but its own answer can
 * admit; and only status 200 does. Whatever goes wrong refuses.
 *
 * So many questions of an app are asked at a time; more wait for their turn, as long as one may take.
 */
export class Questions implements Disposable {
  readonly #parts: QuestionsParts;
  readonly #lines = new Map<string, Line>();
  readonly #closing = new AbortController();

  constructor(parts: QuestionsParts) {
    this.#parts = parts;
    // Every question under way listens; there is no leak to be warned of.
    setMaxListeners(0, this.#closing.signal);
  }

  async ask(endpoint: Endpoint, question: VerificationQuestion): Promise<Verdict> {
    const body = endpoint.format?.encodeQuestion(question) ?? null;
    if (body === null) return 'unasked';
    const line = this.#lineOf(endpoint.appId);
    if (!(await this.#turn(line, endpoint.settings.timeoutMs))) {
      this.#count(endpoint.appId, null);
      return 'refused';
    }
    try {
      return await this.#send(endpoint, body);
    } finally {
      this.#leave(endpoint.appId, line);
    }
  }

  /** Questions still open are refused. */
  [Symbol.dispose](): void {
    this.#closing.abort();
  }

  async #send(endpoint: Endpoint, body: string): Promise<Verdict> {
    const { sender, signer } = this.#parts;
    try {
      const request = requestTo(endpoint, { body, deliveryIds: [] }, signer);
      const { status } = await sender.send({ ...request, alone: true, signal: this.#closing.signal });
      this.#count(endpoint.appId, status);
      return status === 200 ? 'admitted' : 'refused';
    } catch (cause) {
      this.#parts.onFailure(cause);
      return 'refused';
    }
  }

  /** Resolves with true when it may be asked, with false if that takes too long. */
  async #turn(line: Line, patienceMs: number): Promise<boolean> {
    if (line.underWay < MOST_UNDER_WAY) {
      line.underWay += 1;
      return true;
    }
    if (line.waiting.size >= MOST_WAITING) return false;
    return new Promise<boolean>((resolve) => {
      const begin = (): void => {
        timer[Symbol.dispose]();
        resolve(true);
      };
      const timer = this.#parts.runtime.timers.after(patienceMs, () => {
        line.waiting.delete(begin);
        resolve(false);
      });
      line.waiting.add(begin);
    });
  }

  /** Gives the place to whoever has waited longest. */
  #leave(appId: string, line: Line): void {
    const [next] = line.waiting;
    if (next) {
      line.waiting.delete(next);
      next();
      return;
    }
    line.underWay -= 1;
    if (line.underWay === 0) this.#lines.delete(appId);
  }

  #lineOf(appId: string): Line {
    const known = this.#lines.get(appId);
    if (known) return known;
    const fresh: Line = { underWay: 0, waiting: new Set() };
    this.#lines.set(appId, fresh);
    return fresh;
  }

  /** An answer is an answer, also a no. */
  #count(appId: string, status: number | null): void {
    const counters = this.#parts.stats.of(appId);
    if (status === null) counters.webhooksFailed += 1;
    else counters.webhooksDelivered += 1;
  }
}
