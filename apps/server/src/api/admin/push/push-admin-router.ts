import { router } from '../../base/trpc.ts';
import { getPushDelivery } from './get-push-delivery.ts';
import { listPushDeliveries } from './list-push-deliveries.ts';

/** What became of what devices were told. */
export const pushAdminRouter = router({ deliveries: listPushDeliveries, delivery: getPushDelivery });
