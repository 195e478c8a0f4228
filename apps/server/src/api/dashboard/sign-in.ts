import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { SIGN_IN_MS } from '../accounts/accounts.ts';
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
    const { token, account } = await accounts.signIn(input.name, input.password, address);
    await core.store.audit.append({
      id: core.runtime.ids.next(),
      appId: defaultAppId,
      at: core.runtime.clock.now(),
      actor: account.name,
      address,
      action: 'dashboard.signIn',
      subject: account.name,
      detail: '{}',
    });
    cookie.set(token, SIGN_IN_MS);
    return { name: account.name, role: account.role };
  });
