import type { FastifyReply } from 'fastify';
import type { ParleyError } from '../../../core/errors/parley-error.ts';

/**
 * Answers a call with why it is refused: a true status, and a line of text, which is what the SDKs show to people. The
 * statuses are those of the error table: 400, 401, 403, 404, 405, 413, 429, 500, 503.
 */
export function sendRefusal(reply: FastifyReply, error: ParleyError): FastifyReply {
  reply.code(error.status).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  if (error.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  return reply.type('text/plain; charset=utf-8').send(`${error.message}\n`);
}
