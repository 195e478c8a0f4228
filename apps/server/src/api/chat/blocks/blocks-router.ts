import { router } from '../../base/trpc.ts';
import { blockUsers } from './block-users.ts';
import { listBlocked } from './list-blocked.ts';
import { unblockUsers } from './unblock-users.ts';

/** Whom the caller does not want to hear from. */
export const blocksRouter = router({ block: blockUsers, unblock: unblockUsers, list: listBlocked });
