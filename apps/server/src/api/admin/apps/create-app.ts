import { z } from 'zod';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { operatorMutation } from '../../base/trpc.ts';
import { AppModel, appModel, keyModel, NewKeyModel } from '../../models/app.ts';
import { AppId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

/** Creates an app with one key of each kind. Their values are in the answer and nowhere else. */
export const createApp = operatorMutation
  .meta(
    rest.post('/apps', 'Apps', 'Create an app', {
      ...ADMIN,
      status: 201,
      errors: ['conflict'],
      description: 'For operators. The answer holds the values of the keys, which are shown only this once.',
    }),
  )
  .input(z.object({ id: AppId, name: z.string().min(1).max(200) }))
  .output(
    z.object({
      app: AppModel,
      keys: z.object({ client: NewKeyModel, secret: NewKeyModel, admin: NewKeyModel }),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { apps } = ctx.api.core;
    const app = await apps.create(input.id, input.name, AppSettings.parse({}));
    const make = async (kind: 'client' | 'secret' | 'admin') => {
      const { record, value } = await apps.createKey(app.id, kind);
      return { ...keyModel(record), value };
    };
    const keys = { client: await make('client'), secret: await make('secret'), admin: await make('admin') };
    return { app: appModel(app), keys };
  });
