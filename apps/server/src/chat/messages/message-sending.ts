import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import { formatPosition } from '../../core/event/position.ts';
import type { AppendResult } from '../../core/log/event-log.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { channelOf, type Members } from '../conversations/conversation.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import type { ConversationEntry, Entered } from './conversation-entry.ts';
import { MESSAGE_EVENT, type MessageBody } from './message.ts';
import { isMessageId } from './message-id.ts';
import type { NewMessage, Sent } from './messages.ts';
import { requireShallow } from './nesting.ts';
import { requireUnreserved } from './reserved-fields.ts';
import { speaker } from './speaking.ts';

/** Characters of one message's text. */
const MOST_TEXT = 65_536;

/** The way of a new message into the log of its conversation. */
export class MessageSending {
  readonly #parts: ChatParts;
  readonly #entry: ConversationEntry;

  constructor(parts: ChatParts, entry: ConversationEntry) {
    this.#parts = parts;
    this.#entry = entry;
  }

  /** See `Messages.send`. */
  async send(caller: ChatCaller, conversationId: string, message: NewMessage): Promise<Sent> {
    let body: MessageBody;
    let members: Members;
    let entered: Entered;
    try {
      entered = await this.#entry.enterToSpeak(caller, conversationId);
      body = bodyOf(message);
      await this.#requireReplied(caller, conversationId, message.replyTo);
      members = await this.#reopened(caller, entered);
    } catch (refusal) {
      return await this.#firstAnswer(caller, conversationId, message.clientId, refusal);
    }
    const fileIds = (message.attachments ?? []).flatMap(({ fileId }) => fileId ?? []);
    if (fileIds.length > 0) await this.#parts.chat.files.share(caller, fileIds, conversationId);
    const { channel } = entered;
    const sent = await this.#parts.core.publisher.publish(
      speaker(caller, channel),
      {
        ...{ channel, name: MESSAGE_EVENT, body: Body.ofValue(body), clientId: message.clientId },
        ...{ exclude: caller.sessionId, asUser: caller.isBackend ? caller.userId : null },
      },
      caller.protocol,
    );
    if (!sent.duplicate) await this.#announce(caller, entered, members, sent.event.id, body);
    return sentOf(sent);
  }

  async #requireReplied(
    { app, userId }: ChatCaller,
    conversationId: string,
    id: string | undefined,
  ): Promise<void> {
    if (id === undefined) return;
    const { messages } = this.#parts.core.store.chat;
    const page = { appId: app.id, conversationId, userId, order: 'newest', limit: 1 } as const;
    const [found] = isMessageId(id) ? await messages.page({ ...page, ids: [id] }) : [];
    if (!found) throw chatRefusal('reply_not_found');
  }

  /** Whoever of a private conversation has left is in it again, unless the caller will not be heard anyway. */
  async #reopened(caller: ChatCaller, { conversation, members, channel }: Entered): Promise<Members> {
    const { chat, core } = this.#parts;
    const { app, userId } = caller;
    if (conversation.kind === 'group' || members.size > 1) return members;
    if (!caller.isBackend) core.moderation.requireNotMuted(app.id, userId, channel);
    await chat.conversations.reopen(caller, conversation.id);
    return (await chat.conversations.find(app, conversation.id))?.members ?? members;
  }

  /**
   * A message that is refused now may be the repetition of one that was stored before the caller left, or was blocked, and
   * whose answer was lost: then it gets that answer.
   */
  async #firstAnswer(
    caller: ChatCaller,
    conversationId: string,
    clientId: string | null,
    refusal: unknown,
  ): Promise<Sent> {
    const { core } = this.#parts;
    const { app, userId } = caller;
    if (!(refusal instanceof ParleyError) || clientId === null || !isMessageId(conversationId)) throw refusal;
    const channel = channelOf(conversationId);
    // Looking costs the database something, and who is refused may go on asking.
    core.publisher.charge(speaker(caller, channel));
    const event = await core.logs.of(app.id, channel).findByClientId(app.id, channel, userId, clientId);
    if (!event) throw refusal;
    return sentOf({ event, duplicate: true });
  }

  /** The message stands, whatever becomes of the notifications. */
  async #announce(
    caller: ChatCaller,
    { conversation }: Entered,
    members: Members,
    id: string,
    { text, attachments }: MessageBody,
  ): Promise<void> {
    if (!caller.app.settings.chat.notifications) return;
    const readers = [...members.keys()].filter((member) => member !== caller.userId);
    const firstFileId = attachments?.find(({ fileId }) => fileId !== undefined)?.fileId ?? null;
    try {
      await this.#parts.chat.pushes.announce(caller, conversation, readers, { id, text, firstFileId });
    } catch (error) {
      this.#parts.onFailure(error);
    }
  }
}

/** Throws `message_empty`, `reserved_field`, `payload_too_large`. */
function bodyOf({ text, attachments, custom, replyTo, forwardOf }: NewMessage): MessageBody {
  requireText(text);
  if (text === '' && !attachments?.length) throw chatRefusal('message_empty');
  requireUnreserved(custom);
  requireShallow([custom, attachments]);
  if (forwardOf !== undefined && !isMessageId(forwardOf)) {
    throw new ParleyError('bad_request', 'forwardOf: is not the id of a message');
  }
  return {
    text,
    ...(attachments?.length ? { attachments } : {}),
    ...(custom === undefined ? {} : { custom }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(forwardOf === undefined ? {} : { forwardOf }),
  };
}

/** Throws `payload_too_large`. */
export function requireText(text: string): void {
  if (text.length <= MOST_TEXT) return;
  throw new ParleyError('payload_too_large', `The text of a message has at most ${MOST_TEXT} characters.`);
}

export function sentOf({ event, duplicate }: AppendResult): Sent {
  const { id, at, position } = event;
  return { id, offset: position.offset, position: formatPosition(position), at, duplicate };
}
