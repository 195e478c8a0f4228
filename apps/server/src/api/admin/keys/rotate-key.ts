import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { keyModel, NewKeyModel } from '../../models/app.ts';
import { AppId, ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

const MONTH_MS = 31 * 86_400_000;

/** Makes a successor to a key; the old one works on for the overlap, so that nothing in use breaks. */
export const rotateKey = adminMutation
  .meta(
    rest.post('/apps/{app}/keys/{id}/rotate', 'Keys', 'Rotate a key', {
      ...ADMIN,
      status: 201,
      errors: ['not_found'],
      description: 'Makes a new key of the same kind. The old one works on for `overlapMs`.',
    }),
  )
  .input(
    z.object({
      app: AppId,
      id: ObjectId,
      overlapMs: z.int().min(0).max(MONTH_MS).default(86_400_000).meta({ description: 'Default: a day.' }),
    }),
  )
  .output(NewKeyModel)
  .mutation(async ({ ctx, input }) => {
    const { apps, sessions, runtime } = ctx.api.core;
    const app = appOf(ctx, input.app);
    const until = runtime.clock.now() + input.overlapMs;
    const { record, value } = await apps.rotateKey(app.id, input.id, until);
    sessions.limitProvedBy({ by: input.id, until });
    return { ...keyModel(record), value };
  });
