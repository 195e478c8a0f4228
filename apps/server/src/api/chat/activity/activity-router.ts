import { router } from '../../base/trpc.ts';
import { getActivity } from './get-activity.ts';
import { listOnline } from './list-online.ts';
import { watchActivity } from './watch-activity.ts';

/** Who is there, and when the others were. */
export const activityRouter = router({ get: getActivity, watch: watchActivity, online: listOnline });
