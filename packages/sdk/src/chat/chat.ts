import type { ChannelContext } from '../channel/channel-context.ts';
import { ParleyError } from '../errors/parley-error.ts';
import { Listeners } from '../listeners.ts';
import { asked, patiently } from './asked.ts';
import type { ChatAnswers, ChatApi, ChatInputs, ConversationView, OwnChatUser } from './chat-api.ts';
import type { ChatContext } from './chat-context.ts';
import { Conversation, type ConversationOptions } from './conversation/conversation.ts';
import { type NamedData, type UploadedFile, type UploadOptions, upload } from './files/upload.ts';
import { ConversationList, type ConversationListOptions } from './list/conversation-list.ts';
import { Drafts } from './messages/drafts.ts';
import { Activity } from './people/activity.ts';
import { Blocks } from './people/blocks.ts';
import { Contacts } from './people/contacts.ts';
import { UserDirectory } from './people/user-directory.ts';

/** Chat: conversations, what is said in them, and who says it. Everything rejects with `ParleyError`. */
export class Chat implements Disposable {
  /** Other users of the app. */
  readonly users: UserDirectory;
  /** The user's address book. */
  readonly contacts: Contacts;
  /** Whom the user does not want to hear from. */
  readonly blocks: Blocks;
  /** Who is there, and when the others were. */
  readonly activity: Activity;
  readonly #context: ChatContext;
  readonly #over = new AbortController();
  #me: Promise<string> | null = null;
  #user: string | null = null;

  /** @internal Use `parley.chat`. */
  constructor(client: ChannelContext, api: ChatApi, whoAmI: () => Promise<string | null>) {
    const { outbox, report } = client;
    const news: ChatContext['news'] = new Listeners(report);
    const me = (): Promise<string> => this.#whoAmI(whoAmI);
    const knownMe = (): string | null => this.#user;
    const drafts = new Drafts({ outbox, report, me, knownMe, tell: (item) => news.tell(item) });
    this.#context = { ...client, api, drafts, news, me, open: new Set() };
    this.users = new UserDirectory(api);
    this.contacts = new Contacts(api);
    this.blocks = new Blocks(api);
    this.activity = new Activity(api, report);
  }

  /** The user itself. */
  me(): Promise<OwnChatUser> {
    return asked(this.#context.api.users.me.query());
  }

  /** Changes what the user tells of itself; what is absent stays, null removes. */
  updateMe(change: ChatInputs['users']['updateMe']): Promise<OwnChatUser> {
    return asked(this.#context.api.users.updateMe.mutate(change));
  }

  /**
   * Begins a conversation. Two users have one private conversation at most: beginning it again gives the same one.
   *
   * @example
   * ```ts
   * const { id } = await parley.chat.createConversation({ kind: 'private', participants: ['bob'] });
   * ```
   */
  async createConversation(conversation: ChatInputs['conversations']['create']): Promise<ConversationView> {
    const { api, news } = this.#context;
    const created = await asked(api.conversations.create.mutate(conversation));
    news.tell({ type: 'changed', conversation: created.conversation.id });
    return created.conversation;
  }

  /** Finds conversations of the user by a part of the name; the newest first. */
  async searchConversations(
    name: string,
    options: Omit<ChatInputs['conversations']['search'], 'name'> = {},
  ): Promise<ChatAnswers['conversations']['search']['conversations']> {
    return (await asked(this.#context.api.conversations.search.query({ name, ...options }))).conversations;
  }

  /** The user's conversations, live until it is disposed of or the client closed. */
  conversations(options: ConversationListOptions = {}): ConversationList {
    return new ConversationList(this.#context, options);
  }

  /**
   * One conversation, live until it is disposed of or the client closed.
   *
   * @example
   * ```ts
   * using conversation = parley.chat.conversation(id);
   * conversation.messages.subscribe((messages) => show(messages));
   * ```
   */
  conversation(id: string, options: ConversationOptions = {}): Conversation {
    return new Conversation(id, this.#context, options);
  }

  /** Uploads a file. Resolves, when it is stored, with what a message attaches. */
  upload(file: File | NamedData, options: UploadOptions = {}): Promise<UploadedFile> {
    return upload(this.#context.api, file, options);
  }

  /** Where files can be fetched, for six days at least, by their ids (at most 100); those the user may not see are absent. */
  async fileUrls(ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
    return (await asked(this.#context.api.files.urls.query({ ids: [...ids] }))).urls;
  }

  /** Ends everything that is live here. Closing the client does it. */
  close(): void {
    this.#over.abort();
    for (const live of [...this.#context.open]) live[Symbol.dispose]();
    this.#context.drafts[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #whoAmI(ask: () => Promise<string | null>): Promise<string> {
    if (this.#me) return this.#me;
    const asking = patiently(this.#context.runtime, this.#over.signal, ask).then((user) => {
      this.#user = user;
      if (user !== null) return user;
      const message = 'Chat needs to know who the user is.';
      const fix = 'Give createParley a token that names the user.';
      throw new ParleyError({ code: 'unauthenticated', message, retry: 'never', fix });
    });
    this.#me = asking;
    // Whoever asks next asks anew: the client may have been refused for a while.
    asking.catch(() => {
      if (this.#me === asking) this.#me = null;
    });
    return asking;
  }
}
