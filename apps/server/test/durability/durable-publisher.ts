import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer } from '../harness/native-line.ts';
import { NativeLine } from '../harness/native-line.ts';

const RETRY_MS = 20;
/** Publishes on their way at a time. */
const WINDOW = 8;

const Receipt = z.object({ id: z.string(), position: z.string(), duplicate: z.boolean() });

interface Message {
  readonly channel: string;
  readonly clientId: string;
  /** Counts the messages of this publisher. */
  readonly sequence: number;
}

/** A message that the server said is stored. */
export interface Acknowledged extends Message {
  readonly user: string;
  readonly id: string;
  readonly position: string;
}

/**
 * A client that gives up on nothing: it publishes with client ids, several at a time and in order, and after a lost
 * connection or a refusal that may pass it connects again and repeats, in order, all that was not acknowledged.
 */
export class DurablePublisher {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that no repetition would mend; there should be none. */
  readonly refusals: string[] = [];
  /** Messages that were stored, but whose first acknowledgement was lost. */
  duplicates = 0;
  readonly #options: DurablePublisherOptions;
  #unanswered: readonly Message[] = [];
  #published = 0;
  #isStopping = false;

  constructor(options: DurablePublisherOptions) {
    this.#options = options;
  }

  /** Publishes until {@link stop}, and resolves when everything published is acknowledged. */
  async run(): Promise<void> {
    while (!this.#isDone()) {
      await this.#serveOneConnection();
      await delay(RETRY_MS);
    }
  }

  /** Makes nothing new; what is unanswered is still brought home. */
  stop(): void {
    this.#isStopping = true;
  }

  async #serveOneConnection(): Promise<void> {
    const { wsUrl, params } = this.#options;
    using line = await NativeLine.open(wsUrl, params);
    if (!line) return;
    for (const message of this.#unanswered) this.#send(line, message);
    this.#fill(line);
    await line.closed;
  }

  #fill(line: NativeLine): void {
    const { user, channels } = this.#options;
    while (!this.#isStopping && this.#unanswered.length < WINDOW) {
      const sequence = this.#published;
      const channel = channels[sequence % channels.length] ?? '';
      const message = { channel, sequence, clientId: `${user}-${sequence}` };
      this.#published += 1;
      this.#unanswered = [...this.#unanswered, message];
      this.#send(line, message);
    }
    if (this.#isDone()) line[Symbol.dispose]();
  }

  #send(line: NativeLine, message: Message): void {
    const { channel, clientId, sequence } = message;
    const input = { json: { channel, name: 'message', data: { sequence }, clientId } };
    line.call('mutation', 'channels.publish', input, (answer) => this.#answered(line, message, answer));
  }

  #answered(line: NativeLine, message: Message, answer: Answer): void {
    if (!answer.ok) {
      if (answer.report.retry === 'never') this.refusals.push(answer.report.message);
      // What was sent after it may have been stored: only a new connection keeps the order.
      line[Symbol.dispose]();
      return;
    }
    const { id, position, duplicate } = Receipt.parse(answer.data);
    if (duplicate) this.duplicates += 1;
    this.#unanswered = this.#unanswered.filter((other) => other !== message);
    this.acknowledged.push({ ...message, user: this.#options.user, id, position });
    this.#options.onAcknowledged();
    this.#fill(line);
  }

  #isDone(): boolean {
    return this.#isStopping && (this.#unanswered.length === 0 || this.refusals.length > 0);
  }
}

export interface DurablePublisherOptions {
  readonly wsUrl: string;
  readonly params: Readonly<Record<string, string>>;
  readonly user: string;
  /** It publishes on these in turn. */
  readonly channels: readonly string[];
  /** Called in the turn in which an acknowledgement came. */
  onAcknowledged(): void;
}
