import { z } from 'zod';
import * as packets from './web-client-packets.ts';
import type { LiveEvent, WebClientSdk } from './web-client-sdk.ts';
import { type ShownChat, shownMessage } from './web-client-shown.ts';

const PAGE = 30;
/** Messages of the server's own, after which others take part. */
const NOTES = new Set(['added_participant', 'removed_participant', 'left_participants']);

/** What a tab shows of conversations: built from answers and live packets, and asking for what it lacks, as the client does. */
export class Chats {
  readonly #sdk: WebClientSdk;
  readonly shown = new Map<string, ShownChat>();
  /** Logins by the id that the client knows users by. */
  readonly logins = new Map<string, string>();
  readonly activity = new Map<string, number>();
  readonly #now: () => number;
  #userId = '';
  #open: string | null = null;

  constructor(sdk: WebClientSdk, now: () => number) {
    this.#sdk = sdk;
    this.#now = now;
  }

  /** What stands in the chat that is named; throws if there is none. */
  of(cid: string): ShownChat {
    const chat = this.shown.get(cid);
    if (chat === undefined) throw new Error(`no chat ${cid} is shown`);
    return chat;
  }

  /** Who takes part, by their names; of who is gone the client says just that. */
  namesIn(cid: string): string[] {
    return this.of(cid).people.map((id) => this.logins.get(id) ?? 'Deleted account');
  }

  async load(userId: string): Promise<void> {
    this.#userId = userId;
    const answer = await this.#sdk.request('conversation_list', {}, 'conversations');
    const chats = z.array(packets.Listed).parse(answer);
    for (const chat of chats) this.#show(chat);
    if (chats.length > 0) await this.#learn(chats.map(({ _id }) => _id));
  }

  async begin(conversation: {
    readonly type: 'u' | 'g';
    readonly [field: string]: unknown;
  }): Promise<string> {
    const made = await this.#sdk.request('conversation_create', conversation, 'conversation');
    const { _id: cid } = this.#show(packets.Listed.parse(made));
    await this.#learn([cid]);
    await this.open(cid);
    return cid;
  }

  /** Shows one chat instead of another, and so reads it. */
  async open(cid: string): Promise<void> {
    const chat = this.of(cid);
    this.#open = cid;
    if (chat.about.type === 'u') {
      const id = [chat.about.owner_id, chat.about.opponent_id].find((one) => one !== this.#userId);
      if (typeof id === 'string' && this.logins.has(id)) await this.#follow(id);
    }
    const page = z.array(packets.Said).parse(await this.#list(cid, {}));
    chat.messages = page.reverse().map(shownMessage);
    if (chat.unread > 0) await this.#read(chat);
    const [oldest] = page;
    if (oldest !== undefined) {
      const earlier = await this.#list(cid, { updated_at: { lt: oldest.created_at } });
      chat.messages.unshift(...z.array(packets.Said).parse(earlier).reverse().map(shownMessage));
    }
  }

  async close(): Promise<void> {
    this.#open = null;
    await this.#sdk.request('user_last_activity_unsubscribe', {}, 'success');
  }

  type(cid: string): void {
    this.#sdk.typing(cid);
  }

  /** Resolves with the message's id, once the server has it. */
  async say(cid: string, body: string, more: object = {}): Promise<string> {
    const id = `${this.#userId}${this.#now()}`;
    const { server_mid } = await this.#sdk.say({ id, cid, body, ...more });
    const newest = z.array(packets.Said).parse(await this.#list(cid, { updated_at: {} }));
    const said = newest.find(({ _id }) => _id === server_mid);
    if (said === undefined) throw new Error('what was said is not there');
    this.of(cid).messages.push(shownMessage(said));
    return server_mid;
  }

  async edit(cid: string, id: string, body: string): Promise<void> {
    await this.#sdk.request('message_edit', { id, body }, 'success');
    this.#changed({ cid, id, body });
  }

  async remove(cid: string, ids: readonly string[], type: 'all' | 'myself'): Promise<void> {
    await this.#sdk.request('message_delete', { cid, ids, type }, 'success');
    this.#removed({ cid, ids });
  }

  async update(cid: string, change: object): Promise<void> {
    const body = { id: cid, participants: {}, ...change };
    const changed = await this.#sdk.request('conversation_update', body, 'conversation');
    this.#show(packets.Listed.parse(changed));
    await this.#learn([cid]);
  }

  async leave(cid: string): Promise<void> {
    await this.#sdk.request('conversation_delete', { id: cid }, 'success');
    this.shown.delete(cid);
  }

  /** Throws what the client would, which its SDK notes as a fault. */
  hear([name, value]: LiveEvent): void {
    switch (name) {
      case 'system_message':
        this.#news(packets.News.parse(value));
        break;
      case 'message':
        this.#heard(packets.Live.parse(value));
        break;
      case 'message_read':
        this.#seen(packets.Read.parse(value));
        break;
      case 'message_edit':
        this.#changed(packets.Edited.parse(value));
        break;
      case 'message_delete':
        this.#removed(packets.Deleted.parse(value));
        break;
      case 'typing':
        this.#typed(packets.Typing.parse(value));
        break;
      case 'last_activity':
        this.#see(packets.Activity.parse(value));
    }
  }

  #news({ x }: z.infer<typeof packets.News>): void {
    const { conversation_created: created, conversation_updated: updated, conversation_kicked: kicked } = x;
    const told = created ?? updated;
    if (told !== undefined) this.#later(this.#learn([this.#show(packets.Listed.parse(told))._id]));
    if (kicked !== undefined) this.shown.delete(packets.Listed.parse(kicked)._id);
  }

  #heard(message: z.infer<typeof packets.Live>): void {
    const chat = this.of(message.cid);
    chat.messages.push(shownMessage(message));
    chat.typing = null;
    if (message.from === this.#userId) return;
    chat.unread += 1;
    if (this.#open === chat.id) this.#later(this.#read(chat));
    if (NOTES.has(Object(message.x).type)) this.#later(this.#learn([chat.id]));
  }

  /** Lays what is told of a conversation over what was known of it. */
  #show(told: z.infer<typeof packets.Listed>): z.infer<typeof packets.Listed> {
    const { _id: id, unread_messages_count: unread } = told;
    const known = this.shown.get(id);
    if (known === undefined) {
      const fresh = { people: [], messages: [], typing: null };
      this.shown.set(id, { id, about: told, unread: unread ?? 0, ...fresh });
    } else {
      known.about = { ...known.about, ...told };
      if (unread !== undefined) known.unread = unread;
    }
    return told;
  }

  /** Who takes part: refused unless both halves are there, and built from `native_id`. */
  async #learn(cids: readonly string[]): Promise<void> {
    const answer = await this.#sdk.request('get_participants_by_cids', { cids }, null);
    const { users, conversations } = packets.Participants.parse(answer);
    for (const { native_id, login } of users) this.logins.set(native_id, login);
    for (const [cid, people] of Object.entries(conversations)) {
      const chat = this.shown.get(cid);
      if (chat) chat.people = people;
    }
  }

  #list(cid: string, more: object): Promise<unknown> {
    return this.#sdk.request('message_list', { cid, limit: PAGE, ...more }, 'messages');
  }

  async #read(chat: ShownChat): Promise<void> {
    chat.unread = 0;
    await this.#sdk.request('message_read', { cid: chat.id }, 'success');
  }

  async #follow(id: string): Promise<void> {
    const seen = await this.#sdk.request('user_last_activity_subscribe', { id }, 'last_activity');
    this.#see(packets.Activity.parse(seen));
  }

  #see(activity: z.infer<typeof packets.Activity>): void {
    for (const [id, value] of Object.entries(activity)) this.activity.set(id, value);
  }

  #seen({ cid, ids }: z.infer<typeof packets.Read>): void {
    for (const one of this.of(cid).messages) if (ids.includes(one.id)) one.status = 'read';
  }

  #typed({ cid, from }: z.infer<typeof packets.Typing>): void {
    this.of(cid).typing = from;
  }

  #changed({ cid, id, body }: z.infer<typeof packets.Edited>): void {
    for (const one of this.of(cid).messages) {
      if (one.id === id) Object.assign(one, { body, isEdited: true });
    }
  }

  #removed({ cid, ids }: { readonly cid: string; readonly ids: readonly string[] }): void {
    const chat = this.of(cid);
    chat.messages = chat.messages.filter(({ id }) => !ids.includes(id));
  }

  /** What the page asks for by itself has nobody who would hear of a failure. */
  #later(asking: Promise<void>): void {
    asking.catch((error: unknown) => this.#sdk.faults.push(String(error)));
  }
}
