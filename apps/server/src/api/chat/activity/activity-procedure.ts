import { userIdOf } from '../../../core/access/principal.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { procedure } from '../../base/trpc.ts';

/** So many users can be asked about, or watched, at a time. */
export const MOST_ASKED_ABOUT = 100;

/** The caller is a known user that is not banned, or acts for the app itself: strangers learn nothing of who is there. */
export const activityProcedure = procedure.use(({ ctx, next }) => {
  const { principal, app } = ctx.actor;
  const isStranger = principal.kind === 'anonymous' || (principal.kind === 'user' && !principal.verified);
  if (isStranger) {
    throw new ParleyError(
      'unauthenticated',
      'Who is there is told to known users; sign in, or send a token.',
    );
  }
  ctx.api.core.moderation.requireNotBanned(app.id, userIdOf(principal), null);
  return next();
});
