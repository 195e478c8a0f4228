import type { ChannelContext } from '../channel/channel-context.ts';
import type { Listeners } from '../listeners.ts';
import type { ChatApi } from './chat-api.ts';
import type { ChatNews } from './chat-news.ts';
import type { Drafts } from './messages/drafts.ts';

/** What the parts of chat have in common. */
export interface ChatContext extends ChannelContext {
  readonly api: ChatApi;
  readonly drafts: Drafts;
  readonly news: Listeners<ChatNews>;
  /** What is to be closed with the client. */
  readonly open: Set<Disposable>;
  /** The user's own id. Rejects with `unauthenticated` when the token names nobody. */
  me(): Promise<string>;
}
