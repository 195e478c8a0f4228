import { router } from '../../base/trpc.ts';
import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { getDelivery } from './get-delivery.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listWebhooks } from './list-webhooks.ts';
import { recoverDeliveries } from './recover-deliveries.ts';
import { resendDelivery } from './resend-delivery.ts';
import { testWebhook } from './test-webhook.ts';
import { updateWebhook } from './update-webhook.ts';

/** Where an app is told of what happens, and what became of telling. */
export const webhooksRouter = router({
  list: listWebhooks,
  create: createWebhook,
  update: updateWebhook,
  delete: deleteWebhook,
  test: testWebhook,
  deliveries: listDeliveries,
  delivery: getDelivery,
  resend: resendDelivery,
  recover: recoverDeliveries,
});
