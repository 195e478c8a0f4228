import { router } from '../base/trpc.ts';

/** Chat: users, conversations, messages and what belongs to them. */
export const chatRouter = router({});
