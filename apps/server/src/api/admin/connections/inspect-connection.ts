import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ConnectionDetail, connectionModel } from '../../models/connection.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

export const inspectConnection = adminQuery
  .meta(
    rest.get('/connections/{id}', 'Connections', 'Inspect a connection', { ...ADMIN, errors: ['not_found'] }),
  )
  .input(z.object({ ...scope, id: ObjectId }))
  .output(ConnectionDetail)
  .query(({ ctx, input }) => {
    const session = ctx.api.core.sessions.get(appOf(ctx, input.app).id, input.id);
    if (!session) throw new ParleyError('not_found', 'There is no such connection.');
    const channels = [...session.subscriptions].map(({ channel, state }) => ({
      channel: channel.name,
      state,
    }));
    return { ...connectionModel(session), channels };
  });
