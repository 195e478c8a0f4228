import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { timedBody } from './body.ts';
import { FAN_OUT_CHANNEL } from './conversation.ts';

/** How a server takes an event over HTTP. */
export const HttpChoice = z.discriminatedUnion('kind', [
  /** Signed, as server SDKs of Pusher Channels sign. */
  z.object({ kind: z.literal('pusher'), appId: z.string(), key: z.string(), secret: z.string() }),
  /** JSON to `/publish`, proved by nothing. */
  z.object({ kind: z.literal('plain') }),
]);
export type HttpChoice = z.infer<typeof HttpChoice>;

/** A whole request that publishes a body on the fan-out channel. */
export function httpRequest(choice: HttpChoice, bodyBytes: number): string {
  const data = timedBody(bodyBytes);
  const body = JSON.stringify({ name: 'message', channel: FAN_OUT_CHANNEL, data });
  return [
    `POST ${choice.kind === 'pusher' ? signedUrl(choice, body) : '/publish'} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

function signedUrl({ appId, key, secret }: HttpChoice & { kind: 'pusher' }, body: string): string {
  const path = `/apps/${appId}/events`;
  const digest = createHash('md5').update(body).digest('hex');
  const seconds = Math.floor(Date.now() / 1000);
  const query = `auth_key=${key}&auth_timestamp=${seconds}&auth_version=1.0&body_md5=${digest}`;
  const signature = createHmac('sha256', secret).update(`POST\n${path}\n${query}`).digest('hex');
  return `${path}?${query}&auth_signature=${signature}`;
}
