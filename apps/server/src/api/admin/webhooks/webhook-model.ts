import { z } from 'zod';
import type { Endpoint } from '../../../effects/webhooks/endpoint.ts';
import { EndpointSecret, EndpointSettings } from '../../../effects/webhooks/endpoint-settings.ts';
import { ObjectId, PatternText, Timestamp } from '../../models/names.ts';

/** What can be set about a webhook, each with its default. */
export const webhookSettings = {
  ...EndpointSettings.shape,
  channels: z.array(PatternText).max(100).default([]),
};

/** Absent: none, or the one there is. */
export const secretInput = EndpointSecret.nullable().optional().meta({
  description: 'Signs the requests; null: they are not signed. Never shown again.',
});

/** A webhook without its secret. */
export const WebhookModel = z
  .object({
    id: ObjectId,
    ...EndpointSettings.shape,
    hasSecret: z.boolean().meta({ description: 'Whether its requests are signed.' }),
    createdAt: Timestamp,
  })
  .meta({ id: 'Webhook' });

export function webhookModel({
  id,
  settings,
  sealedSecret,
  createdAt,
}: Endpoint): z.infer<typeof WebhookModel> {
  return { id, ...settings, hasSecret: sealedSecret !== null, createdAt };
}
