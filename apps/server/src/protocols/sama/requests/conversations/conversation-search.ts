import { z } from 'zod';
import { Limit, Moments, text } from '../field.ts';
import { bare, inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const MAX_NAME = 255;

const Body = inputOf(
  z.strictObject({
    name: text(1, MAX_NAME),
    limit: Limit.max(100).optional(),
    updated_at: Moments.omit({ lt: true }).optional(),
  }),
  { name: bare('"name" is required') },
);

/** The user's own conversations by a part of their names: their ids, or with the document's clients also their names. */
export const conversationSearch = userRequest(
  'conversation_search',
  Body,
  async ({ setup, client, caller }, { name, limit, updated_at }) => {
    const { pageSize } = caller.app.settings.chat;
    const found = await setup.chat.conversations.search(caller, {
      name,
      limit: Math.min(limit ?? pageSize, pageSize),
      ...(updated_at?.gt === undefined ? {} : { updatedAfter: updated_at.gt }),
    });
    return {
      conversations:
        client.origin.dialect === 'seed'
          ? found.map((conversation) => ({ _id: conversation.id, name: conversation.name }))
          : found.map(({ id }) => id),
    };
  },
);
