import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ContactModel, contactModel } from '../models/contact.ts';

const MOST_ON_A_PAGE = 100;

/** The caller's address book, the newest first. */
export const listContacts = chatProcedure
  .meta(rest.get('/chat/contacts', 'Chat', 'List contacts', { ...BY_USER, description: 'The newest first.' }))
  .input(
    z.object({
      ids: listOf(ObjectId, MOST_ON_A_PAGE).optional().meta({ description: 'Only these.' }),
      updatedAfter: Timestamp.optional().meta({ description: 'Only those changed after this.' }),
      before: ObjectId.optional().meta({
        description: 'Only contacts before this one: the `next` of a page.',
      }),
      limit: z.int().min(1).max(MOST_ON_A_PAGE).default(MOST_ON_A_PAGE),
    }),
  )
  .output(
    z.object({
      contacts: z.array(ContactModel),
      next: ObjectId.nullable().meta({
        description: 'Pass it as `before` for the next page; null at the end.',
      }),
    }),
  )
  .query(async ({ ctx, input }) => {
    const contacts = await ctx.api.chat.contacts.list(ctx.caller, input);
    const next = contacts.length === input.limit ? (contacts.at(-1)?.id ?? null) : null;
    return { contacts: contacts.map(contactModel), next };
  });
