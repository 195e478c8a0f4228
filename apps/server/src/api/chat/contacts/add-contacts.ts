import { z } from 'zod';
import { MOST_CONTACTS_AT_ONCE } from '../../../chat/contacts/contacts.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ContactModel, contactFields, contactModel } from '../models/contact.ts';

/** Puts several into the caller's address book: all or none. */
export const addContacts = chatProcedure
  .meta(
    rest.post('/chat/contacts/batch', 'Chat', 'Add several contacts', {
      ...BY_USER,
      status: 201,
      description: 'All or none are added; they are answered in the order of the request.',
    }),
  )
  .input(z.object({ contacts: listOf(z.object(contactFields), MOST_CONTACTS_AT_ONCE, 1) }))
  .output(z.object({ contacts: z.array(ContactModel) }))
  .mutation(async ({ ctx, input }) => {
    const contacts = await ctx.api.chat.contacts.add(ctx.caller, input.contacts);
    return { contacts: contacts.map(contactModel) };
  });
