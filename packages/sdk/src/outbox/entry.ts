import type { ParleyError } from '../errors/parley-error.ts';
import type { OutboxMessage, Receipt, StoredMessage } from './outbox-message.ts';
import type { MessageState } from './outbox-state.ts';

/** One message in the outbox, and who waits for its fate. */
export class Entry {
  readonly message: StoredMessage;
  /** Settles with the message's fate. */
  readonly fate: Promise<Receipt>;
  state: MessageState;
  /** Fires when a delay asked for by the server is over. */
  timer: Disposable | null = null;
  #resolve: (receipt: Receipt) => void = () => {};
  #reject: (error: ParleyError) => void = () => {};

  /** @param uncertain it may have been sent in an earlier life of this client. */
  constructor(message: StoredMessage, uncertain: boolean) {
    this.message = message;
    this.state = { name: 'queued', attempts: 0, uncertain, error: null };
    this.fate = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever sent it waits on a promise of their own; nobody may be waiting on this one.
    this.fate.catch(() => {});
  }

  get settled(): boolean {
    return this.state.name === 'sent' || this.state.name === 'failed';
  }

  get uncertain(): boolean {
    return 'uncertain' in this.state && this.state.uncertain;
  }

  /** Tells those who wait, once its state is final. */
  announce(): void {
    if (this.state.name === 'sent') this.#resolve(this.state.receipt);
    else if (this.state.name === 'failed') this.#reject(this.state.error);
  }

  snapshot(): OutboxMessage {
    const { state } = this;
    const shown = state.name === 'sent' || state.name === 'failed' ? state.name : 'sending';
    const error = state.name === 'sent' ? null : state.error;
    const receipt = state.name === 'sent' ? state.receipt : null;
    return { ...this.message, state: shown, attempts: state.attempts, error, receipt };
  }
}
