import { z } from 'zod';
import { openProcedure } from '../base/trpc.ts';
import { rest } from '../rest/rest.ts';

/** Ends the dashboard session of this browser. */
export const signOut = openProcedure
  .meta(rest.post('/dashboard/sign-out', 'Dashboard', 'Sign out', { security: [] }))
  .output(z.object({}))
  .mutation(async ({ ctx }) => {
    const { accounts, cookie } = ctx.api;
    if (cookie?.token) await accounts.signOut(cookie.token);
    cookie?.clear();
    return {};
  });
