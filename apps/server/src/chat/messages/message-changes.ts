import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import type { Entered } from './conversation-entry.ts';
import type { MessageBody } from './message.ts';
import { currentBody } from './message-body.ts';
import { requireText, sentOf } from './message-sending.ts';
import type { Sent } from './messages.ts';
import { inTheNameOf, server, speaker } from './speaking.ts';

/** Edits and deletions. Whoever calls has let the caller in, and found the messages in this conversation. */
export class MessageChanges {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** See `Messages.edit`. */
  async edit(caller: ChatCaller, { channel }: Entered, target: StoredEvent, text: string): Promise<Sent> {
    requireText(text);
    const body = currentBody(target);
    if (!body) throw chatRefusal('message_not_found');
    if (!isOwn(caller, target, body)) throw chatRefusal('not_author');
    if (text === '' && !body.attachments?.length) throw chatRefusal('message_empty');
    const edited: MessageBody = { ...body, text };
    const result = await this.#parts.core.publisher.edit(
      speaker(caller, channel),
      {
        ...{ channel, id: target.id, body: Body.ofValue(edited), clientId: null },
        ...{ exclude: caller.sessionId, ...inTheNameOf(caller) },
      },
      caller.protocol,
    );
    return sentOf(result);
  }

  /** See `Messages.deleteForAll`. */
  async deleteForAll(
    caller: ChatCaller,
    entered: Entered,
    targets: readonly StoredEvent[],
  ): Promise<string[]> {
    const { core } = this.#parts;
    if (targets.length === 0) return [];
    for (const target of targets) {
      if (!mayDelete(caller, entered, target)) throw chatRefusal('may_not_delete');
    }
    core.publisher.admit(speaker(caller, entered.channel), entered.channel);
    const gone = await Promise.all(targets.map(({ id }) => this.#delete(caller, entered, id)));
    const ids = gone.flatMap((id) => id ?? []);
    await core.store.chat.messages.forget(entered.conversation.id, ids);
    return ids;
  }

  /** Null if it is gone already. */
  async #delete(caller: ChatCaller, { channel }: Entered, id: string): Promise<string | null> {
    const { publisher } = this.#parts.core;
    try {
      await publisher.edit(
        server(caller),
        {
          ...{ channel, id, body: null, clientId: null },
          ...{ exclude: caller.sessionId, asUser: caller.userId, isServers: true },
        },
        caller.protocol,
      );
      return id;
    } catch (error) {
      if (error instanceof ParleyError && error.code === 'not_found') return null;
      throw error;
    }
  }
}

function mayDelete(caller: ChatCaller, { conversation, role }: Entered, target: StoredEvent): boolean {
  const { adminsDeleteMessages, peersDeleteMessages } = caller.app.settings.chat;
  const body = currentBody(target);
  if (body && isOwn(caller, target, body)) return true;
  if (conversation.kind === 'private') return peersDeleteMessages;
  return adminsDeleteMessages && role !== 'member';
}

/** What the server told in somebody's name is nobody's to change. */
function isOwn({ userId }: ChatCaller, target: StoredEvent, { system }: MessageBody): boolean {
  return target.userId === userId && target.claimed !== true && system === undefined;
}
