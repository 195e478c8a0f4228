import type { FastifyReply } from 'fastify';
import type { ParleyError } from '../core/errors/parley-error.ts';

/** Answers with an error under a status that says more than that of its code, as 411 and 416 do. */
export function sendWithStatus(reply: FastifyReply, status: number, error: ParleyError): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(error.report()));
}
