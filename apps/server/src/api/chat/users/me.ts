import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { OwnUser } from '../models/user.ts';
import { existing } from './existing.ts';
import { ownUserOf } from './shown-users.ts';

/** The caller itself. */
export const me = chatProcedure
  .meta(rest.get('/chat/me', 'Chat', 'See who you are in chat', BY_USER))
  .output(OwnUser)
  .query(async ({ ctx }) => {
    const { app, userId } = ctx.caller;
    return ownUserOf(ctx.api, app, existing(await ctx.api.chat.users.find(app, userId)));
  });
