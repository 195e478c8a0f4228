import { router } from '../base/trpc.ts';
import { refresh } from './refresh.ts';
import { whoAmI } from './who-am-i.ts';

/** The caller's own connection. */
export const sessionRouter = router({ whoAmI, refresh });
