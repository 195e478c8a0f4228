import { z } from 'zod';
import { signOutBrowser } from '../accounts/sign-out-browser.ts';
import { openProcedure } from '../base/trpc.ts';
import { rest } from '../rest/rest.ts';

/** Ends the dashboard session of this browser, and the connections that were opened with it. */
export const signOut = openProcedure
  .meta(
    rest.post('/dashboard/sign-out', 'Dashboard', 'Sign out', {
      security: [],
      description: 'Ends the session of the cookie, if the request carries `x-parley-csrf: 1`.',
    }),
  )
  .output(z.object({}))
  .mutation(async ({ ctx }) => {
    const { accounts, cookie, core } = ctx.api;
    if (cookie) await signOutBrowser({ accounts, cookie, core });
    return {};
  });
