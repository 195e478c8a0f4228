import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Takes somebody out of the caller's address book. */
export const removeContact = chatProcedure
  .meta(
    rest.delete('/chat/contacts/{id}', 'Chat', 'Remove a contact', {
      ...BY_USER,
      description: 'Removing one that is not there, or not the caller’s, removes nothing and is no error.',
    }),
  )
  .input(z.object({ id: ObjectId }))
  .output(z.object({ removed: z.boolean().meta({ description: 'Whether there was one.' }) }))
  .mutation(async ({ ctx, input }) => ({
    removed: await ctx.api.chat.contacts.delete(ctx.caller, input.id),
  }));
