import { z } from 'zod';
import { adminQuery } from '../../base/trpc.ts';
import { AppModel, appModel } from '../../models/app.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

/** The apps the caller administers: an operator all, an app's key its own. */
export const listApps = adminQuery
  .meta(rest.get('/apps', 'Apps', 'List apps', ADMIN))
  .output(z.object({ apps: z.array(AppModel) }))
  .query(({ ctx }) => {
    const { core } = ctx.api;
    const apps = ctx.actor.principal.kind === 'operator' ? core.apps.list() : [ctx.actor.app];
    return { apps: apps.map(appModel) };
  });
