import type { FastifyPluginCallback } from 'fastify';
import { requestErrorOf } from '../../../api/rest/routes/request-error-of.ts';
import type { Core } from '../../../core/core.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { sendRefusal } from '../errors/send-refusal.ts';
import { addOperation } from './add-operation.ts';
import { OPERATIONS } from './operations.ts';

export interface PusherHttpOptions {
  readonly core: Core;
}

/**
 * The HTTP API of Pusher Channels, for the server SDKs: register it under `/apps`, below whatever prefix the whole is
 * mounted under. Signatures are over the path with the prefix. The largest body is the server's.
 *
 * @example
 * ```ts
 * await server.register(pusherHttpPlugin, { prefix: '/apps', core });
 * ```
 */
export const pusherHttpPlugin: FastifyPluginCallback<PusherHttpOptions> = (server, { core }, done) => {
  // Digests are over the bytes. Old clients send any content type, none, or what is none: it decides nothing here.
  server.addHook('onRequest', async ({ raw }) => {
    delete raw.headers['content-type'];
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  server.setErrorHandler((thrown, request, reply) => {
    const error = requestErrorOf(thrown);
    if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'a backend call failed');
    return sendRefusal(reply, error);
  });
  server.setNotFoundHandler((_request, reply) =>
    sendRefusal(reply, new ParleyError('not_found', 'Not found: there is no such call')),
  );
  for (const operation of OPERATIONS) addOperation(server, core, operation);
  done();
};
