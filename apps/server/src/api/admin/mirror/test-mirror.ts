import { z } from 'zod';
import { MirrorSettings } from '../../../effects/mirror/mirror-settings.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { MirrorPassword } from './mirror-model.ts';

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
      errors: ['not_found', 'conflict'],
      description:
        'Connects, creates the tables if they are not there, writes a row and takes it back. With settings: those, with the password beside them; without: what is set.',
    }),
  )
  .input(z.object({ ...scope, settings: MirrorSettings.optional(), password: MirrorPassword }))
  .output(MirrorTestModel)
  .mutation(async ({ ctx, input }) => {
    const { mirrors } = ctx.api.effects;
    const app = appOf(ctx, input.app);
    const { settings, password } = input;
    const result = await mirrors.test(app.id, { settings, password });
    return result.ok
      ? { ok: true, server: result.server, reason: null }
      : { ok: false, server: null, reason: result.reason };
  });
