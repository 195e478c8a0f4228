import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { KeyKind, keyModel, NewKeyModel } from '../../models/app.ts';
import { AppId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

/** Makes a key beside those there are. */
export const createKey = adminMutation
  .meta(
    rest.post('/apps/{app}/keys', 'Keys', 'Create a key', {
      ...ADMIN,
      status: 201,
      errors: ['not_found'],
      description: 'The answer holds the key’s value, which is shown only this once.',
    }),
  )
  .input(z.object({ app: AppId, kind: KeyKind }))
  .output(NewKeyModel)
  .mutation(async ({ ctx, input }) => {
    const { record, value } = await ctx.api.core.apps.createKey(appOf(ctx, input.app).id, input.kind);
    return { ...keyModel(record), value };
  });
