import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

const Reaction = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters')
  .meta({ id: 'Reaction', description: 'An emoji, or a word of the app.', examples: ['👍'] });

/** Reacts to a message, or takes a reaction back. */
export const react = chatProcedure
  .meta(
    rest.post('/chat/conversations/{conversation}/messages/{id}/reactions', 'Chat', 'React to a message', {
      ...BY_USER,
      description:
        'Adds and removes; at most 20 different ones of one user to one message. The members hear of a change by a signal ' +
        '`reaction`.',
      errors: ['forbidden', 'not_found', 'banned', 'muted', 'messaging_disabled'],
      examples: { request: { add: '👍' } },
    }),
  )
  .input(
    z.strictObject({
      conversation: ObjectId,
      id: ObjectId,
      add: Reaction.optional(),
      remove: Reaction.optional(),
    }),
  )
  .output(z.strictObject({ changed: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { conversation, id, add, remove } = input;
    const changed = await ctx.api.chat.messages.react(ctx.caller, conversation, id, {
      ...(add !== undefined && { add }),
      ...(remove !== undefined && { remove }),
    });
    return { changed };
  });
