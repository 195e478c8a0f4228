import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { AppModel, appModel } from '../../models/app.ts';
import { AppId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

export const getApp = adminQuery
  .meta(rest.get('/apps/{app}', 'Apps', 'Get an app', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ app: AppId }))
  .output(AppModel)
  .query(({ ctx, input }) => appModel(appOf(ctx, input.app)));
