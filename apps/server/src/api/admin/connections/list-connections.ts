import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ConnectionModel, connectionModel } from '../../models/connection.ts';
import { ObjectId, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Live connections, oldest first. */
export const listConnections = adminQuery
  .meta(rest.get('/connections', 'Connections', 'List connections', { ...ADMIN, errors: ['not_found'] }))
  .input(
    z.object({
      ...scope,
      user: UserId.optional().meta({ description: 'Only connections of this user.' }),
      after: ObjectId.optional().meta({
        description: 'Only connections after this one: the `next` of a page.',
      }),
      limit: z.int().min(1).max(1000).default(100),
    }),
  )
  .output(
    z.object({
      connections: z.array(ConnectionModel),
      total: z.int().nonnegative().meta({ description: 'Connections of the app on this node.' }),
      next: ObjectId.nullable().meta({
        description: 'Pass it as `after` for the next page; null at the end.',
      }),
    }),
  )
  .query(({ ctx, input }) => {
    const { sessions } = ctx.api.core;
    const app = appOf(ctx, input.app);
    const found = [];
    const candidates =
      input.user === undefined ? sessions.ofApp(app.id) : sessions.ofUser(app.id, input.user);
    for (const session of candidates) {
      if (input.after !== undefined && session.id <= input.after) continue;
      found.push(session);
      if (found.length > input.limit) break;
    }
    const page = found.slice(0, input.limit);
    const next = found.length > input.limit ? (page.at(-1)?.id ?? null) : null;
    return { connections: page.map(connectionModel), total: sessions.count(app.id), next };
  });
