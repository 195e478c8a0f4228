import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ContactModel, contactChange, contactModel } from '../models/contact.ts';

/** Changes a contact of the caller's; what is not named stays as it is. */
export const updateContact = chatProcedure
  .meta(
    rest.patch('/chat/contacts/{id}', 'Chat', 'Change a contact', {
      ...BY_USER,
      errors: ['not_found'],
      description:
        'What the request does not name stays as it is; null removes it. A list of e-mails or phones replaces the one there was.',
    }),
  )
  .input(z.object({ id: ObjectId, ...contactChange }))
  .output(ContactModel)
  .mutation(async ({ ctx, input: { id, ...change } }) =>
    contactModel(await ctx.api.chat.contacts.update(ctx.caller, id, change)),
  );
