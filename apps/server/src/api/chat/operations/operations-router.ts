import { router } from '../../base/trpc.ts';
import { listOperations } from './list-operations.ts';

/** What happened to the user while it was away. */
export const operationsRouter = router({ list: listOperations });
