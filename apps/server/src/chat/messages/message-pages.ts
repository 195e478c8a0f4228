import { HistoryPageBuilder } from '../../core/log/history-page-builder.ts';
import type { MessagePage } from '../../core/store/chat/message-store.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { channelOf } from '../conversations/conversation.ts';
import type { MessageQuery } from './messages.ts';
import { offsetAt } from './offset-at.ts';

/** Messages that are read at once, so that large ones are not all read only to be left out. */
const SLICE = 100;
const MOST = 1000;

/**
 * The messages of a conversation that a query asks for: with their newest edits, without the deleted ones and without
 * those that the caller has hidden. A page has as many as were asked for, unless they are large: the end is where one is
 * empty.
 */
export async function readMessages(
  { core }: ChatParts,
  caller: ChatCaller,
  conversationId: string,
  query: MessageQuery,
): Promise<readonly StoredEvent[]> {
  const { app, userId } = caller;
  const { order, ids, createdBefore, changedAfter } = query;
  const limit = Math.min(MOST, Math.max(1, Math.trunc(query.limit)));
  const channel = { appId: app.id, channel: channelOf(conversationId) };
  const log = core.logs.of(app.id, channel.channel);
  const before =
    createdBefore === undefined
      ? query.beforeOffset
      : smaller(query.beforeOffset, (await offsetAt(log, channel, createdBefore - 1)) + 1);
  const whole: MessagePage = {
    ...{ appId: app.id, conversationId, userId, order, limit },
    ...(before === undefined ? {} : { before }),
    ...(query.afterOffset === undefined ? {} : { after: query.afterOffset }),
    ...(ids === undefined ? {} : { ids }),
  };
  const page = new HistoryPageBuilder(limit);
  const since = changedAfter === undefined ? null : await offsetAt(log, channel, changedAfter);
  for (const part of since === null ? [whole] : changedSince(whole, since)) {
    await fill(page, part, (slice) => core.store.chat.messages.page(slice));
  }
  return page.events;
}

/** What was said, and what was edited, after an offset: two ranges of the log that do not meet, in the order asked for. */
function changedSince(whole: MessagePage, since: number): MessagePage[] {
  const edited = { ...whole, editedAfter: since, before: smaller(whole.before, since + 1) };
  const said = { ...whole, after: Math.max(whole.after ?? 0, since) };
  return whole.order === 'oldest' ? [edited, said] : [said, edited];
}

async function fill(
  page: HistoryPageBuilder,
  part: MessagePage,
  read: (slice: MessagePage) => Promise<StoredEvent[]>,
): Promise<void> {
  let range = part;
  while (page.room > 0) {
    const limit = Math.min(SLICE, page.room);
    const slice = await read({ ...range, limit });
    page.add(slice);
    const last = slice.at(-1)?.position.offset;
    if (last === undefined || slice.length < limit) return;
    range = { ...range, ...(part.order === 'newest' ? { before: last } : { after: last }) };
  }
}

function smaller(one: number | undefined, other: number): number {
  return one === undefined ? other : Math.min(one, other);
}
