import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer } from '../harness/native-line.ts';
import { NativeLine } from '../harness/native-line.ts';

const RETRY_MS = 20;
/** Messages on their way at a time. */
const WINDOW = 4;
/** After so many messages of its own it says that it has read all up to the last of them. */
const READ_EVERY = 5;

const Receipt = z.object({ id: z.string(), position: z.string(), offset: z.int() });

interface Message {
  readonly clientId: string;
  readonly text: string;
}

/** A message that the server said is stored. */
export interface SentMessage extends Message {
  readonly id: string;
  readonly position: string;
}

/**
 * A member that gives up on nothing: it sends with client ids and reads up to what it has sent itself, and after a lost
 * connection it repeats all that was not acknowledged.
 */
export class ChattingMember {
  readonly acknowledged: SentMessage[] = [];
  /** Answers that no repetition would mend; there should be none. */
  readonly refusals: string[] = [];
  /** Up to where the server said that it has read. */
  readTo = 0;
  readonly #options: ChattingMemberOptions;
  #unanswered: readonly Message[] = [];
  #sent = 0;
  /** Up to where it wants to have read. */
  #wanted = 0;
  #isReading = false;
  #isStopping = false;

  constructor(options: ChattingMemberOptions) {
    this.#options = options;
  }

  /** Chats until {@link stop}, and resolves when everything it said and read is acknowledged. */
  async run(): Promise<void> {
    while (!this.#isDone()) {
      await this.#serveOneConnection();
      await delay(RETRY_MS);
    }
  }

  stop(): void {
    this.#isStopping = true;
  }

  async #serveOneConnection(): Promise<void> {
    const { wsUrl, params } = this.#options;
    using line = await NativeLine.open(wsUrl, params);
    if (!line) return;
    this.#isReading = false;
    for (const message of this.#unanswered) this.#send(line, message);
    this.#goOn(line);
    await line.closed;
  }

  #goOn(line: NativeLine): void {
    while (!this.#isStopping && this.#unanswered.length < WINDOW) {
      const message = { clientId: `${this.#options.user}-${this.#sent}`, text: `message ${this.#sent}` };
      this.#sent += 1;
      this.#unanswered = [...this.#unanswered, message];
      this.#send(line, message);
    }
    if (this.#wanted > this.readTo && !this.#isReading) this.#read(line, this.#wanted);
    if (this.#isDone()) line[Symbol.dispose]();
  }

  #send(line: NativeLine, message: Message): void {
    const json = { conversation: this.#options.conversation, ...message };
    line.call('mutation', 'chat.messages.send', { json }, (answer) => {
      if (!this.#isAccepted(line, answer)) return;
      const { id, position, offset } = Receipt.parse(answer.data);
      this.#unanswered = this.#unanswered.filter((other) => other !== message);
      this.acknowledged.push({ ...message, id, position });
      if (this.acknowledged.length % READ_EVERY === 0) this.#wanted = Math.max(this.#wanted, offset);
      this.#options.onAcknowledged();
      this.#goOn(line);
    });
  }

  #read(line: NativeLine, offset: number): void {
    this.#isReading = true;
    const json = { conversation: this.#options.conversation, upTo: offset };
    line.call('mutation', 'chat.messages.read', { json }, (answer) => {
      if (!this.#isAccepted(line, answer)) return;
      this.#isReading = false;
      this.readTo = offset;
      this.#goOn(line);
    });
  }

  #isAccepted(line: NativeLine, answer: Answer): answer is Extract<Answer, { ok: true }> {
    if (answer.ok) return true;
    if (answer.report.retry === 'never') this.refusals.push(answer.report.message);
    line[Symbol.dispose]();
    return false;
  }

  #isDone(): boolean {
    const isHome = this.#unanswered.length === 0 && this.readTo >= this.#wanted;
    return this.#isStopping && (isHome || this.refusals.length > 0);
  }
}

export interface ChattingMemberOptions {
  readonly wsUrl: string;
  readonly user: string;
  readonly params: Readonly<Record<string, string>>;
  readonly conversation: string;
  /** Called in the turn in which the server acknowledged a message. */
  onAcknowledged(): void;
}
