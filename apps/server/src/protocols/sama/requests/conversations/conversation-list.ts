import { z } from 'zod';
import { Id, Limit, Moments } from '../field.ts';
import { bare, inputOf, plain } from '../input.ts';
import { userRequest } from '../request.ts';
import { shownConversations } from './shown-conversations.ts';

const MOST_IDS = 10;

const Body = inputOf(
  z.strictObject({
    limit: Limit.optional(),
    updated_at: Moments.optional(),
    ids: z.array(Id).max(MOST_IDS).optional(),
  }),
  {
    ids: (value) =>
      Array.isArray(value) && value.length > MOST_IDS
        ? bare(`"ids" must contain less than or equal to ${MOST_IDS} items`)
        : plain('"ids" is not valid'),
  },
);

/**
 * The user's conversations. Those that something happened in last are chosen, and then told in the order in which they were
 * made, the newest first, as clients expect them.
 */
export const conversationList = userRequest('conversation_list', Body, async (call, input) => {
  const { setup, caller } = call;
  const { pageSize } = caller.app.settings.chat;
  const { limit = pageSize, updated_at: { gt, lt } = {}, ids } = input;
  const views = await setup.chat.conversations.list(caller, {
    limit: Math.min(limit, pageSize),
    ...(gt === undefined ? {} : { updatedAfter: gt }),
    ...(lt === undefined ? {} : { updatedBefore: lt }),
    ...(ids === undefined ? {} : { ids }),
  });
  const byAge = [...views].sort((one, other) => (one.conversation.id < other.conversation.id ? 1 : -1));
  return { conversations: await shownConversations(call, byAge) };
});
