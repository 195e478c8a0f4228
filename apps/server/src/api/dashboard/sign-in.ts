import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { signInBrowser } from '../accounts/sign-in-browser.ts';
import { openProcedure } from '../base/trpc.ts';
import { rest } from '../rest/rest.ts';
import { DashboardAccount } from './dashboard-account.ts';

/** Signs a browser in to the dashboard: sets an HttpOnly cookie. Throttled. */
export const signIn = openProcedure
  .meta(
    rest.post('/dashboard/sign-in', 'Dashboard', 'Sign in', {
      security: [],
      errors: ['unauthenticated', 'rate_limited'],
      description: 'Sets an HttpOnly cookie. Requests that use it must carry the header `x-parley-csrf: 1`.',
    }),
  )
  .input(z.object({ name: z.string().min(1).max(200), password: z.string().min(1).max(500) }))
  .output(DashboardAccount)
  .mutation(async ({ ctx, input }) => {
    const { accounts, address, cookie, core, defaultAppId } = ctx.api;
    if (!cookie) throw new ParleyError('bad_request', 'Signing in works over HTTP only.');
    const account = await signInBrowser({ accounts, address, cookie, core, defaultAppId }, input);
    return { name: account.name, role: account.role };
  });
