import type { AnyTRPCRouter } from '@trpc/server';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { addMethodRefusals } from './routes/add-method-refusals.ts';
import { addOperation } from './routes/add-operation.ts';
import { restSurfaceOf } from './routes/operation.ts';
import { requestErrorOf } from './routes/request-error-of.ts';
import { sendError } from './routes/send-error.ts';
import type { OpenStreams } from './sse/open-streams.ts';

export interface RestOptions {
  readonly router: AnyTRPCRouter;
  /** The context that procedures get: the same as over tRPC. What it throws is answered as an error. */
  createContext(exchange: { request: FastifyRequest; reply: FastifyReply }): object | Promise<object>;
  /** Where event streams are kept, to be drained by whoever drains the other connections. */
  readonly streams: OpenStreams;
  /** Query fields that `createContext` reads, allowed on every operation. Default: `key` and `token`. */
  readonly credentialFields?: readonly string[];
  /** Largest request body in bytes. Default 1 MiB. */
  readonly bodyLimit?: number;
}

/**
 * Serves every procedure that has REST meta. Calls go through the procedures themselves, so middleware, validation and
 * context are those of tRPC, and their schemas are only read.
 *
 * Throws at registration when a procedure's meta and schemas do not fit. Needs {@link restServerOptions} on the server.
 *
 * @example
 * ```ts
 * const server = fastify({ ...restServerOptions });
 * await server.register(restPlugin, { prefix: '/api/v1', router, createContext, streams });
 * ```
 */
export const restPlugin: FastifyPluginCallback<RestOptions> = (server, options, done) => {
  const surface = restSurfaceOf(options.router);

  // Each operation says itself which content type it takes; here a body is only bytes.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  server.setErrorHandler((thrown, request, reply) => {
    const error = requestErrorOf(thrown);
    if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'a REST call failed');
    return sendError(reply, error);
  });
  server.setNotFoundHandler((_request, reply) =>
    sendError(reply, new ParleyError('not_found', 'No operation has this path.')),
  );
  for (const operation of surface.operations) {
    addOperation(server, operation, {
      createContext: options.createContext,
      streams: options.streams,
      bodyLimit: options.bodyLimit ?? 1024 * 1024,
      credentialFields: new Set(options.credentialFields ?? ['key', 'token']),
      resolve: surface.components.resolve,
    });
  }
  addMethodRefusals(server, surface.operations);
  server.addHook('preClose', (closed) => {
    options.streams.closeAll(new ParleyError('draining', 'The server is going down.'));
    closed();
  });
  done();
};
