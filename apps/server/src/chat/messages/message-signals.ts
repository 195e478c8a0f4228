import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { channelOf } from '../conversations/conversation.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { userChannelOf } from '../live/user-events.ts';
import { SYSTEM_SIGNAL, type SystemSignal, TYPING_SIGNAL, type TypingBody } from './messages.ts';
import { requireShallow } from './nesting.ts';
import { requireUnreserved } from './reserved-fields.ts';
import { inTheNameOf, requireVoice, server, speaker } from './speaking.ts';

/** Users that one signal goes to. */
const MOST_RECIPIENTS = 20;

/** What is said beside messages and never kept. Whoever calls has made sure that the caller is a member. */
export class MessageSignals {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  typing(caller: ChatCaller, conversationId: string, status: string | null): void {
    const body: TypingBody = status === null ? {} : { status };
    this.#say(caller, conversationId, TYPING_SIGNAL, Body.ofValue(body));
  }

  toConversation(caller: ChatCaller, conversationId: string, signal: SystemSignal): void {
    requireUnreserved(signal.custom);
    this.#say(caller, conversationId, SYSTEM_SIGNAL, bodyOf(signal));
  }

  /** Users who blocked the caller, or whom it blocked, hear nothing, and nobody is told so. */
  async toUsers(caller: ChatCaller, userIds: readonly string[], signal: SystemSignal): Promise<void> {
    const { core, chat } = this.#parts;
    const { app } = caller;
    requireUnreserved(signal.custom);
    if (userIds.length > MOST_RECIPIENTS) {
      throw new ParleyError('bad_request', `A signal goes to at most ${MOST_RECIPIENTS} users.`);
    }
    const users = await chat.users.list(app, userIds);
    if (users.length === 0) throw chatRefusal('recipients_not_found');
    // Users may not write on the channels of others; the server does it for one who may speak in the app at all.
    requireVoice(core, caller, userChannelOf(caller.userId));
    if (!caller.isBackend) core.publisher.charge(speaker(caller, userChannelOf(caller.userId)));
    const body = bodyOf(signal);
    requireFit(caller, body);
    for (const { id } of users) {
      if (await chat.blocks.between(app, caller.userId, id)) continue;
      core.publisher.signal(
        server(caller),
        { channel: userChannelOf(id), name: SYSTEM_SIGNAL, body, only: null, asUser: caller.userId },
        caller.protocol,
      );
    }
  }

  #say(caller: ChatCaller, conversationId: string, name: string, body: Body): void {
    const channel = channelOf(conversationId);
    this.#parts.core.publisher.signal(
      speaker(caller, channel),
      { channel, name, body, only: null, ...inTheNameOf(caller) },
      caller.protocol,
    );
  }
}

function bodyOf({ id, custom }: SystemSignal): Body {
  requireShallow(custom);
  return Body.ofValue({ id, custom });
}

/** Throws `payload_too_large` before the first of several hears of it. */
function requireFit({ app }: ChatCaller, body: Body): void {
  const { bodyBytes } = app.settings.limits;
  if (body.bytes <= bodyBytes) return;
  throw new ParleyError(
    'payload_too_large',
    `The body has ${body.bytes} bytes; the app allows ${bodyBytes}.`,
  );
}
