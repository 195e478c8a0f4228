import { createContext, useContext } from 'react';
import type { Account, App } from '../api/trpc.ts';

/** Who is signed in, and the app being looked at. */
export interface DashboardSession {
  readonly account: Account;
  readonly app: App;
  readonly apps: readonly App[];
  /** Why nothing may be changed; null if it may. */
  readonly readOnly: string | null;
}

export const SessionContext = createContext<DashboardSession | null>(null);

export function useSession(): DashboardSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for what is inside the sign-in gate.');
  return session;
}
