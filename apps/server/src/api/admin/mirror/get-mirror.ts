import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { MirrorModel, mirrorModel } from './mirror-model.ts';

/** Where an app's cache rooms are copied. */
export const getMirror = adminQuery
  .meta(
    rest.get('/mirror', 'MySQL mirror', 'See the mirror', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'The MySQL or MariaDB that the app’s cache rooms are copied into. 404: there is none.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(MirrorModel)
  .query(({ ctx, input }) => mirrorModel(ctx.api.effects.mirrors.get(appOf(ctx, input.app).id)));
