import type { FastifyRequest } from 'fastify';
import type { Credentials } from '../auth/backend-auth.ts';

/**
 * What of a request says which backend sends it. The header counts before the query. Where a query spells `+` as it is, it
 * was read as a space: tokens have none.
 */
export function credentialsOf({ ip, headers, query }: FastifyRequest): Credentials {
  const given = new Map<string, unknown>(
    Object.entries(typeof query === 'object' && query !== null ? query : {}),
  );
  const asked = given.get('secret');
  const header = headers['x-channelstream-secret'];
  const secret = header ?? (typeof asked === 'string' ? asked.replaceAll(' ', '+') : undefined);
  return { address: ip, secret: Array.isArray(secret) ? secret[0] : secret };
}
