import { openProcedure } from '../base/trpc.ts';
import { DashboardAccount } from './dashboard-account.ts';

/** Who is signed in to the dashboard in this browser; null if nobody. */
export const me = openProcedure.output(DashboardAccount.nullable()).query(({ ctx }) => {
  const { account } = ctx.api;
  return account && { name: account.name, role: account.role };
});
