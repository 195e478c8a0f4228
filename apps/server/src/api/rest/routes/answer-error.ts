import type { FastifyReply, FastifyRequest } from 'fastify';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { RestMeta } from '../rest-meta.ts';
import { requestErrorOf } from './request-error-of.ts';
import { sendError } from './send-error.ts';

/** Answers a request that failed, in the operation's own words where it has some. A fault of the server is logged. */
export function answerError(
  thrown: unknown,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  words: RestMeta['words'],
): FastifyReply {
  const error = requestErrorOf(thrown);
  if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'a REST call failed');
  const own = words?.[error.code];
  return sendError(reply, own === undefined ? error : new ParleyError(error.code, own, { cause: error }));
}
