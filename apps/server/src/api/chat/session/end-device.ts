import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { closeAfterAnswer } from './close-after-answer.ts';

/** Signs one of the caller's devices out. */
export const endDevice = chatProcedure
  .meta(
    rest.delete('/chat/session/devices/{id}', 'Chat', 'Sign a device out', {
      ...BY_USER,
      description: 'Its tokens end at once, and the connections that were opened with them.',
    }),
  )
  .input(z.strictObject({ id: ObjectId }))
  .output(z.strictObject({}))
  .mutation(async ({ ctx, input }) => {
    const { app, userId, signInId, sessionId: sparing } = ctx.caller;
    const count = await ctx.api.chat.devices.end(app, userId, { id: input.id, sparing });
    if (count === 0) throw new ParleyError('not_found', 'You have no such device.');
    if (input.id === signInId) closeAfterAnswer(ctx.api);
    return {};
  });
