import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { procedure } from '../base/trpc.ts';
import { Timestamp } from '../models/names.ts';

/** Replaces the token of the live connection; what the new one does not grant is revoked. */
export const refresh = procedure
  .input(z.object({ token: z.string().min(1).max(16_384) }))
  .output(z.object({ expiresAt: Timestamp.nullable() }))
  .mutation(async ({ ctx, input }) => {
    const { core, session } = ctx.api;
    if (!session) {
      throw new ParleyError(
        'bad_request',
        'Only a live connection has a token to refresh; over HTTP send the new one.',
      );
    }
    const identity = await core.tokens.verify(session.app, input.token);
    core.sessions.refresh(session, identity);
    return { expiresAt: identity.expiresAt };
  });
