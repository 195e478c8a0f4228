import { router } from '../base/trpc.ts';
import { filesRouter } from './files/files-router.ts';

/** Chat: users, conversations, messages and what belongs to them. */
export const chatRouter = router({ files: filesRouter });
