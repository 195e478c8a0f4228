import { z } from 'zod';

/** Of the JSON file that Google gives out for a service account, what is needed to send messages. */
export const ServiceAccount = z.object({
  project_id: z.string().regex(/^[A-Za-z0-9:._-]{1,200}$/),
  client_email: z.string().min(1),
  private_key: z.string().startsWith('-----BEGIN PRIVATE KEY-----'),
  private_key_id: z.string().optional(),
  token_uri: z.url({ protocol: /^https?$/ }).default('https://oauth2.googleapis.com/token'),
});

export type ServiceAccount = z.infer<typeof ServiceAccount>;
