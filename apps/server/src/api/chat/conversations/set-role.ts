import { z } from 'zod';
import { chatRefusal } from '../../../chat/errors/chat-refusal.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { RoleModel } from '../models/conversation.ts';
import { ConversationViewModel } from '../models/conversation-view.ts';
import { remaining } from './remaining.ts';
import { shownView } from './shown-conversations.ts';

/** Says what a member of a group may do. */
export const setRole = chatProcedure
  .meta(
    rest.put('/chat/conversations/{id}/members/{user}/role', 'Chat', 'Set the role of a member', {
      ...BY_USER,
      description:
        'By the owner. Admins change the group, its members included. Making somebody the owner hands the group over: who ' +
        'owned it is an admin then.',
      errors: ['not_found'],
    }),
  )
  .input(z.strictObject({ id: ObjectId, user: UserId, role: RoleModel }))
  .output(ConversationViewModel)
  .mutation(async ({ ctx, input }) => {
    const { id, user, role } = input;
    const { caller } = ctx;
    const { conversations } = ctx.api.chat;
    const { members } = await conversations.require(caller, id);
    if (!members.has(user)) throw chatRefusal('user_not_found', 'The user is not in the conversation.');
    const change = role === 'admin' ? { makeAdmin: [user] } : { makeMember: [user] };
    const view =
      role === 'owner'
        ? await conversations.setOwner(caller, id, user)
        : await conversations.update(caller, id, change);
    return shownView(ctx, remaining(view));
  });
