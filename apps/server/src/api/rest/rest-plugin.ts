import type { AnyTRPCRouter } from '@trpc/server';
import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { addMethodRefusals } from './routes/add-method-refusals.ts';
import { addOperation } from './routes/add-operation.ts';
import { answerError } from './routes/answer-error.ts';
import { restSurfaceOf } from './routes/operation.ts';
import type { RestExchange } from './routes/operation-setting.ts';
import { sendError } from './routes/send-error.ts';
import type { OpenStreams } from './sse/open-streams.ts';

export interface RestOptions {
  readonly router: AnyTRPCRouter;
  /** The context that procedures get: the same as over tRPC. What it throws is answered as an error. */
  createContext(exchange: RestExchange): object | Promise<object>;
  /**
   * Told of every request once it is over, whatever came of it: with its context, or null if it was turned away before it
   * had one, and with the status of the answer, or null if the caller left before there was one.
   */
  answered?(context: object | null, status: number | null): void;
  /** Where event streams are kept, to be drained by whoever drains the other connections. */
  readonly streams: OpenStreams;
  /** Query fields that `createContext` reads, allowed on every operation. Default: `key` and `token`. */
  readonly credentialFields?: readonly string[];
  /** Throws if a caller may not send so much at once, though it is less than `bodyLimit`. Default: everybody may. */
  requireFitting?(bytes: number, context: object): void;
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

  const contexts = new WeakMap<FastifyRequest, object>();
  server.addHook('onRequest', (request, reply, next) => {
    const { raw } = reply;
    const isCall = request.method !== 'OPTIONS';
    raw.once('close', () => {
      if (isCall) options.answered?.(contexts.get(request) ?? null, raw.headersSent ? raw.statusCode : null);
    });
    next();
  });

  // Each operation says itself which content type it takes; here a body is only bytes.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  server.setErrorHandler((thrown, request, reply) => answerError(thrown, { request, reply }, undefined));
  server.setNotFoundHandler((_request, reply) =>
    sendError(reply, new ParleyError('not_found', 'No operation has this path.')),
  );
  for (const operation of surface.operations) {
    addOperation(server, operation, {
      createContext: options.createContext,
      knowCaller: (request, context) => contexts.set(request, context),
      requireFitting: options.requireFitting ?? (() => {}),
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
