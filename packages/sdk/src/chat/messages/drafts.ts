import { ParleyError } from '../../errors/parley-error.ts';
import type { EventItem } from '../../feed/feed-item.ts';
import { Listeners } from '../../listeners.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { OutboxMessage, Receipt, StoredMessage } from '../../outbox/outbox-message.ts';
import { type ChatNews, conversationOf } from '../chat-news.ts';
import { MESSAGE_EVENT } from './read-message.ts';

/** Failed messages that are kept for another try; past it the oldest are forgotten. */
const MOST_FAILED = 1000;

export interface DraftsOptions {
  readonly outbox: Outbox;
  readonly report: (fault: unknown) => void;
  readonly me: () => Promise<string>;
  /** The same if it is known already. */
  readonly knownMe: () => string | null;
  readonly tell: (news: ChatNews) => void;
}

/** What this client said in conversations and the log does not hold yet: on its way, or failed. */
export class Drafts implements Disposable {
  readonly #options: DraftsOptions;
  readonly #byClientId = new Map<string, OutboxMessage>();
  readonly #changes: Listeners<string>;
  readonly #unwatch: () => void;

  constructor(options: DraftsOptions) {
    this.#options = options;
    this.#changes = new Listeners(options.report);
    for (const message of options.outbox.messages) this.#take(message);
    this.#unwatch = options.outbox.subscribe((message) => this.#take(message));
  }

  /** Those of a conversation's channel, in the order in which they were handed in. */
  of(channel: string): OutboxMessage[] {
    return [...this.#byClientId.values()].filter((draft) => draft.channel === channel);
  }

  /** Calls `watcher` with the channel when its drafts changed. The result ends it. */
  subscribe(watcher: (channel: string) => void): () => void {
    return this.#changes.add(watcher);
  }

  /** Sends a failed message once more, under its id. Rejects with `not_found` if there is none. */
  async retry(clientId: string): Promise<Receipt> {
    const draft = this.#byClientId.get(clientId);
    if (draft?.state !== 'failed') {
      throw new ParleyError({
        code: 'not_found',
        message: 'No such message has failed.',
        retry: 'never',
        fix: '',
      });
    }
    return this.#options.outbox.send(stored(draft), {});
  }

  /** Forgets a failed message, or takes back one that was not sent. False if it may be stored already. */
  discard(clientId: string): boolean {
    const draft = this.#byClientId.get(clientId);
    if (!draft) return false;
    if (draft.state !== 'failed' && !this.#options.outbox.withdraw(clientId)) return false;
    this.#forget(draft);
    return true;
  }

  [Symbol.dispose](): void {
    this.#unwatch();
  }

  #take(message: OutboxMessage): void {
    if (message.action !== 'send') return;
    if (message.receipt) {
      this.#sent(message, message.receipt);
      return;
    }
    // A client that was closed has not failed its messages: whoever keeps them sends them next time.
    if (message.state === 'failed' && message.error?.code === 'closed') return;
    this.#byClientId.set(message.clientId, message);
    this.#boundFailed();
    this.#changes.tell(message.channel);
  }

  #sent(message: OutboxMessage, receipt: Receipt): void {
    const { me, knownMe, report } = this.#options;
    const known = knownMe();
    if (known !== null) this.#replace(message, receipt, known);
    else {
      me()
        .then((user) => this.#replace(message, receipt, user))
        .catch(report);
    }
  }

  /** The draft stays until everybody who shows it can show the stored message instead. */
  #replace(message: OutboxMessage, receipt: Receipt, me: string): void {
    const { tell } = this.#options;
    const conversation = conversationOf(message.channel);
    tell({ type: 'event', conversation, item: eventOf(message, receipt, me) });
    // It was stored by an earlier attempt, and may have been changed since.
    if (receipt.duplicate) tell({ type: 'changed', conversation });
    this.#forget(message);
  }

  #forget({ clientId, channel }: OutboxMessage): void {
    if (this.#byClientId.delete(clientId)) this.#changes.tell(channel);
  }

  #boundFailed(): void {
    const failed = [...this.#byClientId.values()].filter(({ state }) => state === 'failed');
    for (const { clientId } of failed.slice(0, -MOST_FAILED)) this.#byClientId.delete(clientId);
  }
}

/** The event that the others hear. */
function eventOf(message: OutboxMessage, { id, position, at }: Receipt, user: string): EventItem {
  const { data, clientId } = message;
  return {
    ...{ type: 'event', kind: 'publish', name: MESSAGE_EVENT, target: null },
    ...{ id, position, at, data, user, clientId },
  };
}

function stored({ clientId, channel, name, data, queuedAt }: OutboxMessage): StoredMessage {
  return { clientId, channel, action: 'send', name, data, target: null, queuedAt };
}
