import { patiently } from '../asked.ts';
import type { ChatContext } from '../chat-context.ts';

/** Tells the server how far the user has read: one request at a time, each with the newest place, never backwards. */
export class ReadMarker {
  readonly #conversation: string;
  readonly #context: ChatContext;
  readonly #signal: AbortSignal;
  #target = 0;
  #told = 0;
  #telling: Promise<void> | null = null;

  constructor(conversation: string, context: ChatContext, signal: AbortSignal) {
    this.#conversation = conversation;
    this.#context = context;
    this.#signal = signal;
  }

  /** Resolves when the server knows that the user has read up to there, or further. */
  async mark(offset: number): Promise<void> {
    this.#target = Math.max(this.#target, offset);
    while (this.#told < offset) {
      this.#telling ??= this.#tell().finally(() => {
        this.#telling = null;
      });
      await this.#telling;
    }
  }

  async #tell(): Promise<void> {
    const { api, runtime, news } = this.#context;
    const conversation = this.#conversation;
    const offset = this.#target;
    await patiently(runtime, this.#signal, () => api.messages.read.mutate({ conversation, upTo: offset }));
    this.#told = offset;
    const user = await this.#context.me();
    news.tell({ type: 'signal', conversation, signal: { type: 'read', user, offset } });
  }
}
