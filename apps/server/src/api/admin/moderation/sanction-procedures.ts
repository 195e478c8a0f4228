import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { adminMutation, adminQuery, appOf, nameOf } from '../../base/trpc.ts';
import { ChannelName, Timestamp, UserId } from '../../models/names.ts';
import { SanctionModel, sanctionModel } from '../../models/sanction.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

const where = {
  channel: ChannelName.optional().meta({ description: 'Where it holds; absent: in the whole app.' }),
};

/**
 * Bans and mutes differ in their effect, not in how they are administered. A ban keeps a user out of the app or a
 * channel; a mute keeps it from publishing. Both hold at once on live connections and survive a restart.
 */
export function sanctionProcedures(kind: 'ban' | 'mute') {
  const path = `/${kind}s` as const;
  const verb = kind === 'ban' ? 'Ban' : 'Mute';

  const list = adminQuery
    .meta(rest.get(path, 'Moderation', `List ${kind}s in force`, { ...ADMIN, errors: ['not_found'] }))
    .input(z.object({ ...scope, ...where, user: UserId.optional() }))
    .output(z.object({ sanctions: z.array(SanctionModel) }))
    .query(({ ctx, input }) => {
      const { app: named, user, channel } = input;
      const app = appOf(ctx, named);
      const records = ctx.api.core.moderation.list({
        kind,
        appId: app.id,
        ...(user === undefined ? {} : { userId: user }),
        ...(channel === undefined ? {} : { channel }),
      });
      return { sanctions: records.map(sanctionModel) };
    });

  const create = adminMutation
    .meta(rest.post(path, 'Moderation', `${verb} a user`, { ...ADMIN, status: 201, errors: ['not_found'] }))
    .input(
      z.object({
        ...scope,
        ...where,
        user: UserId,
        reason: z.string().max(500).default('').meta({ description: 'The user reads it.' }),
        expiresAt: Timestamp.optional().meta({ description: 'When it ends by itself; absent: never.' }),
      }),
    )
    .output(SanctionModel)
    .mutation(async ({ ctx, input }) => {
      const { core } = ctx.api;
      const app = appOf(ctx, input.app);
      if (input.expiresAt !== undefined && input.expiresAt <= core.runtime.clock.now()) {
        throw new ParleyError('bad_request', 'expiresAt: must be in the future');
      }
      const [record] = await core.moderation.impose([
        {
          kind,
          appId: app.id,
          userId: input.user,
          channel: input.channel ?? null,
          reason: input.reason,
          author: nameOf(ctx.actor),
          expiresAt: input.expiresAt ?? null,
        },
      ]);
      if (!record) throw new ParleyError('internal', 'The sanction was not stored.');
      if (kind === 'ban') core.sessions.enforceBan(app.id, input.user);
      return sanctionModel(record);
    });

  const remove = adminMutation
    .meta(rest.delete(path, 'Moderation', `Lift a ${kind}`, { ...ADMIN, errors: ['not_found'] }))
    .input(z.object({ ...scope, ...where, user: UserId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      const app = appOf(ctx, input.app);
      const key = { kind, appId: app.id, userId: input.user, channel: input.channel ?? null };
      if ((await ctx.api.core.moderation.lift([key])) > 0) return {};
      throw new ParleyError('not_found', `The user has no such ${kind}.`);
    });

  return { list, create, remove };
}
