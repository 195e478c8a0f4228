import type { FastifyReply } from 'fastify';
import type { ParleyError } from '../../../core/errors/parley-error.ts';

/** Answers with an error: its report is the whole body. */
export function sendError(reply: FastifyReply, error: ParleyError): FastifyReply {
  reply.code(error.status).header('cache-control', 'no-store');
  if (error.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  // Not Basic: a browser must not put up its own window.
  if (error.status === 401) reply.header('www-authenticate', 'Bearer realm="parley"');
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(error.report()));
}
