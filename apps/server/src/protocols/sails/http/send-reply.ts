import type { FastifyReply } from 'fastify';
import type { Reply } from '../errors/envelope.ts';

/** Answers with the envelope; the HTTP status is that of the refusal. */
export function sendReply(reply: FastifyReply, { status, envelope, retryAfterS }: Reply): FastifyReply {
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS);
  reply.code(status).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(envelope));
}
