import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { KeyModel, keyModel } from '../../models/app.ts';
import { AppId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

export const listKeys = adminQuery
  .meta(rest.get('/apps/{app}/keys', 'Keys', 'List the keys of an app', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ app: AppId }))
  .output(z.object({ keys: z.array(KeyModel) }))
  .query(({ ctx, input }) => ({
    keys: [...appOf(ctx, input.app).keys].sort((a, b) => b.createdAt - a.createdAt).map(keyModel),
  }));
