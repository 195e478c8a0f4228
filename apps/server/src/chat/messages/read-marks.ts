import { Body } from '../../core/event/body.ts';
import type { Position } from '../../core/event/position.ts';
import type { UnreadMessage } from '../../core/store/chat/read-store.ts';
import { ChangeTurns } from '../../runtime/change-turns.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { type Conversation, channelOf, type Members } from '../conversations/conversation.ts';
import { MOST_UNREAD } from '../conversations/conversations.ts';
import { tellUsers } from '../live/tell-users.ts';
import { groupedBy } from './grouped-by.ts';
import { READ_SIGNAL, type ReadBody } from './messages.ts';
import { server } from './speaking.ts';

/** Devices of one user that a conversation remembers. */
const MOST_DEVICES = 20;
/** Messages that one read tells of, at most. */
const MOST_TOLD = 1000;

interface Read {
  readonly caller: ChatCaller;
  readonly conversation: Conversation;
  readonly members: Members;
}

/**
 * How far users have read. Positions only ever grow, and what is unread is what lies beyond them: so reading an old message
 * after a new one changes nothing, and nothing that was read once is told again.
 */
export class ReadMarks {
  readonly #parts: ChatParts;
  /** Reads of one user in one conversation, on however many devices: each finds where the one before it got to. */
  readonly #turns = new ChangeTurns();

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** Resolves with what was unread before and is read now; see `Messages.read`. */
  read(read: Read, target: (head: Position) => number): Promise<string[]> {
    const { caller, conversation } = read;
    return this.#turns.take(`${conversation.id} ${caller.userId}`, () => this.#read(read, target));
  }

  unreadCounts(
    { app, userId }: ChatCaller,
    conversationIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const { reads } = this.#parts.core.store.chat;
    return reads.unreadCounts({ appId: app.id, userId, conversationIds, most: MOST_UNREAD });
  }

  async #read(read: Read, target: (head: Position) => number): Promise<string[]> {
    const { core } = this.#parts;
    const { caller, conversation } = read;
    const { app, userId } = caller;
    const { reads } = core.store.chat;
    const channel = channelOf(conversation.id);
    const head = await core.logs.of(app.id, channel).head(app.id, channel);
    const marks = await reads.marksOf(userId, [conversation.id]);
    const before = marks.find(({ epoch }) => epoch === head.epoch)?.offset ?? 0;
    const offset = Math.min(target(head), head.offset);
    if (offset <= before) return [];
    const unread = await reads.unread({
      ...{ appId: app.id, userId, conversationId: conversation.id },
      ...{ after: before, upTo: offset, limit: MOST_TOLD },
    });
    // The authors first: a read that is kept but was told to nobody could never be told again.
    await this.#tellAuthors(read, unread);
    await reads.advance(
      {
        ...{ conversationId: conversation.id, userId, deviceId: caller.deviceId ?? '' },
        ...{ epoch: head.epoch, offset, at: core.runtime.clock.now() },
      },
      MOST_DEVICES,
    );
    if (unread.length > 0) this.#tellMembers(caller, channel, { offset });
    return unread.map(({ id }) => id);
  }

  async #tellAuthors(
    { caller, conversation, members }: Read,
    unread: readonly UnreadMessage[],
  ): Promise<void> {
    const byAuthor = groupedBy(unread, ({ senderId }) => senderId);
    const told = [...byAuthor].map(async ([author, messages]) => {
      if (author === null || !(members.has(author) || conversation.kind === 'private')) return;
      const body = {
        conversationId: conversation.id,
        messageIds: messages.map(({ id }) => id),
        by: caller.userId,
      };
      await tellUsers(this.#parts.core, caller, [author], { name: 'messages_read', body });
    });
    await Promise.all(told);
  }

  #tellMembers(caller: ChatCaller, channel: string, mark: ReadBody): void {
    const command = { channel, name: READ_SIGNAL, body: Body.ofValue(mark), only: null };
    this.#parts.core.publisher.signal(
      server(caller),
      { ...command, asUser: caller.userId, isServers: true },
      caller.protocol,
    );
  }
}
