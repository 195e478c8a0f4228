import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestErrorOf } from './routes/request-error-of.ts';
import { sendError } from './routes/send-error.ts';

/**
 * What the REST routes need of the Fastify server that they are registered on, to be given to its constructor: names in
 * paths may be long, and a path that does not decode is answered in our form.
 *
 * @example
 * ```ts
 * const server = fastify({ ...restServerOptions });
 * ```
 */
export const restServerOptions = {
  // 255 characters of a channel's name; the schemas set the limits, this one only has to be above them.
  routerOptions: { maxParamLength: 4096 },
  frameworkErrors(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    sendError(reply, requestErrorOf(error));
  },
} satisfies {
  routerOptions: { maxParamLength: number };
  frameworkErrors(error: Error, request: FastifyRequest, reply: FastifyReply): void;
};
