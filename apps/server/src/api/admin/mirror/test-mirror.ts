import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { mirrorChange, mirrorInput } from './mirror-model.ts';

const MirrorTestModel = z
  .object({
    ok: z.boolean(),
    server: z.string().nullable().meta({ description: 'Version of the server; null if it failed.' }),
    reason: z.string().nullable().meta({ description: 'Why it failed; null if it did not.' }),
  })
  .meta({ id: 'MirrorTest' });

/** Tries settings before they are set, or those there are. */
export const testMirror = adminMutation
  .meta(
    rest.post('/mirror/test', 'MySQL mirror', 'Try the mirror', {
      ...ADMIN,
      errors: ['not_found'],
      description:
        'Connects, creates the tables if they are not there, writes a row and takes it back. With settings: those; without: the ones that are set.',
    }),
  )
  .input(z.object({ ...scope, settings: z.object(mirrorInput).meta({ id: 'MirrorTrial' }).optional() }))
  .output(MirrorTestModel)
  .mutation(async ({ ctx, input }) => {
    const { mirrors } = ctx.api.effects;
    const app = appOf(ctx, input.app);
    const result = await mirrors.test(app.id, input.settings && mirrorChange(input.settings));
    return result.ok
      ? { ok: true, server: result.server, reason: null }
      : { ok: false, server: null, reason: result.reason };
  });
