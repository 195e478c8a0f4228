import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId, Timestamp, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { RoleModel } from '../models/conversation.ts';
import { PublicUser } from '../models/user.ts';
import { publicUsers } from '../users/shown-users.ts';

const MemberModel = z
  .strictObject({
    id: UserId,
    role: RoleModel,
    joinedAt: Timestamp,
    user: PublicUser.nullable().meta({ description: 'Null: the user was deleted.' }),
  })
  .meta({ id: 'ConversationMember' });

/** Who is in a conversation. */
export const listMembers = chatProcedure
  .meta(
    rest.get('/chat/conversations/{id}/members', 'Chat', 'List the members of a conversation', {
      ...BY_USER,
      description: 'By id, ascending. The next page begins after the last id of this one.',
      errors: ['not_found'],
    }),
  )
  .input(
    z.strictObject({
      id: ObjectId,
      after: UserId.optional(),
      limit: z.int().min(1).max(200).default(100),
    }),
  )
  .output(z.strictObject({ members: z.array(MemberModel) }))
  .query(async ({ ctx, input }) => {
    const { id, after, limit } = input;
    const { users, conversations } = ctx.api.chat;
    const { app } = ctx.caller;
    const { members } = await conversations.require(ctx.caller, id);
    const page = [...members.values()]
      .filter(({ userId }) => after === undefined || userId > after)
      .sort((one, other) => (one.userId < other.userId ? -1 : 1))
      .slice(0, limit);
    const found = await users.list(
      app,
      page.map(({ userId }) => userId),
    );
    const shown = new Map((await publicUsers(ctx.api, app, found)).map((user) => [user.id, user]));
    return {
      members: page.map(({ userId, role, joinedAt }) => ({
        id: userId,
        role,
        joinedAt,
        user: shown.get(userId) ?? null,
      })),
    };
  });
