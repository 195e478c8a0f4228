import { z } from 'zod';
import { messageObject } from '../../codec/message-object.ts';
import { Id, Limit, Moments } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const MOST_IDS = 100;

const Body = inputOf(
  z.strictObject({
    cid: Id,
    limit: Limit.optional(),
    updated_at: Moments.optional(),
    ids: z.array(Id).max(MOST_IDS).optional(),
  }),
  { cid: 'CID_REQUIRED' },
);

/**
 * Messages of a conversation, the newest first. With `lt` those that were said earlier, whenever they were edited: clients
 * turn pages by it. With `gt` those that were said or edited later, the oldest first: clients catch up by it.
 */
export const messageList = userRequest('message_list', Body, async ({ setup, caller }, input) => {
  const { chat, organizations } = setup;
  const { cid, updated_at: { gt, lt } = {}, ids } = input;
  // Whoever names messages wants those, not a page of them.
  const most = ids === undefined ? caller.app.settings.chat.pageSize : MOST_IDS;
  const { conversation } = await chat.conversations.require(caller, cid);
  const messages = await chat.messages.list(caller, cid, {
    limit: Math.min(input.limit ?? most, most),
    order: gt === undefined ? 'newest' : 'oldest',
    ...(gt === undefined ? {} : { changedAfter: gt }),
    ...(lt === undefined ? {} : { createdBefore: lt }),
    ...(ids === undefined ? {} : { ids }),
  });
  const place = { conversation, organizationId: organizations.idOf(caller.app) };
  return { messages: messages.map((one) => messageObject(one, caller.userId, place)) };
});
