import { router } from '../base/trpc.ts';
import { me } from './me.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

/** The dashboard's own session. Everything else it does is the admin API. */
export const dashboardRouter = router({ signIn, signOut, me });
