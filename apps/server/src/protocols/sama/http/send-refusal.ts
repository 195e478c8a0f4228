import type { FastifyReply } from 'fastify';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { errorFormOf } from '../errors/error-form-of.ts';

/** Answers with why a request is refused: its status, and the bare text, which clients show to people. */
export function sendRefusal(reply: FastifyReply, error: ParleyError): FastifyReply {
  const { status, message } = errorFormOf(error);
  reply.code(status).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  if (error.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  return reply.type('text/plain; charset=utf-8').send(message);
}
