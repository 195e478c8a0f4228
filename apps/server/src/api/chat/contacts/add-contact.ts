import { z } from 'zod';
import { chatRefusal } from '../../../chat/errors/chat-refusal.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ContactModel, contactFields, contactModel } from '../models/contact.ts';

/** Puts somebody into the caller's address book. */
export const addContact = chatProcedure
  .meta(
    rest.post('/chat/contacts', 'Chat', 'Add a contact', {
      ...BY_USER,
      status: 201,
      description:
        'A contact needs a first or a last name, and an e-mail or a phone. Those that users of the app have are answered with who that is.',
    }),
  )
  .input(z.object(contactFields))
  .output(ContactModel)
  .mutation(async ({ ctx, input }) => {
    const [contact] = await ctx.api.chat.contacts.add(ctx.caller, [input]);
    if (contact === undefined) throw chatRefusal('contact_not_found');
    return contactModel(contact);
  });
