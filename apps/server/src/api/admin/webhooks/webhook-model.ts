import { z } from 'zod';
import type { Endpoint } from '../../../effects/webhooks/endpoint.ts';
import { EndpointHeaders } from '../../../effects/webhooks/endpoint-headers.ts';
import { EndpointSecret, EndpointSettings } from '../../../effects/webhooks/endpoint-settings.ts';
import { ObjectId, PatternText, Timestamp } from '../../models/names.ts';

const { retryForMs, leaveDelayMs } = EndpointSettings.shape;

/** What can be set about a webhook, each with its default; some defaults are for the format to say. */
export const webhookSettings = {
  ...EndpointSettings.shape,
  channels: z.array(PatternText).max(100).default([]),
  retryForMs: retryForMs
    .unwrap()
    .optional()
    .meta({
      description: `${retryForMs.description} Default: as the format has it; natively a day.`,
    }),
  leaveDelayMs: leaveDelayMs
    .unwrap()
    .optional()
    .meta({
      description: `${leaveDelayMs.description} Default: as the format has it; natively 0.`,
    }),
};

/** Absent: none, or the one there is. */
export const secretInput = EndpointSecret.nullable().optional().meta({
  description:
    'Signs the requests; null: they are not signed, or by the app’s own secret if the format wants that. Never shown again.',
});

/** Absent: none, or those there are. */
export const headersInput = EndpointHeaders.optional();

/** A webhook without its secret. */
export const WebhookModel = z
  .object({
    id: ObjectId,
    ...EndpointSettings.shape,
    hasSecret: z.boolean().meta({ description: 'Whether its requests are signed by a secret of its own.' }),
    headers: z.array(z.string()).meta({ description: 'Names of the headers of its own.' }),
    createdAt: Timestamp,
  })
  .meta({ id: 'Webhook' });

export function webhookModel({
  id,
  settings,
  sealedSecret,
  headerNames,
  createdAt,
}: Endpoint): z.infer<typeof WebhookModel> {
  return { id, ...settings, hasSecret: sealedSecret !== null, headers: [...headerNames], createdAt };
}
