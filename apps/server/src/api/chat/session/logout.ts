import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { closeAfterAnswer } from './close-after-answer.ts';

/** Signs the caller's device out. */
export const logout = chatProcedure
  .meta(
    rest.post('/chat/session/logout', 'Chat', 'Sign out', {
      security: ['token'],
      description:
        'The tokens of this device end at once, and the connections that were opened with them, the one that asks for it too.',
    }),
  )
  .output(z.strictObject({}))
  .mutation(async ({ ctx }) => {
    const { app, userId, signInId, sessionId } = ctx.caller;
    if (signInId === undefined) {
      throw new ParleyError('bad_request', 'The token is not of a device that signed in here.');
    }
    await ctx.api.chat.devices.end(app, userId, { id: signInId, sparing: sessionId });
    closeAfterAnswer(ctx.api);
    return {};
  });
