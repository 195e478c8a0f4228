import type { FastifyReply } from 'fastify';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { ChannelstreamRefusal } from './channelstream-refusal.ts';

/** Answers a call with why it is refused: always JSON, with a true status. */
export function sendRefusal(reply: FastifyReply, error: ParleyError): FastifyReply {
  const isOwn = error instanceof ChannelstreamRefusal;
  reply.code(isOwn ? error.httpStatus : error.status);
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  if (error.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  return reply.type('application/json').send(JSON.stringify(isOwn ? error.body : { request: error.message }));
}
