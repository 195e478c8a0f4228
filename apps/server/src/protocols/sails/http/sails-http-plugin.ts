import type { FastifyPluginCallback } from 'fastify';
import { requestErrorOf } from '../../../api/rest/routes/request-error-of.ts';
import { refusal } from '../errors/envelope.ts';
import type { SailsSetup } from '../sails-setup.ts';
import type { SailsSockets } from '../sails-sockets.ts';
import { pollRoutes } from './poll-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { sendReply } from './send-reply.ts';

export interface SailsHttpOptions {
  readonly setup: SailsSetup;
  readonly sockets: SailsSockets;
}

/**
 * What `sails.io.js` loads as a script before it connects to another origin, waiting for it to call this. It cannot bring a key,
 * and it needs no cookie.
 */
const COOKIE_SCRIPT = '_sailsIoJSConnect();\n';

/**
 * The protocol over HTTP: its requests, the polls of Socket.IO, and the script that its browser client begins with.
 *
 * @example
 * ```ts
 * await server.register(sailsHttpPlugin, { setup, sockets });
 * ```
 */
export const sailsHttpPlugin: FastifyPluginCallback<SailsHttpOptions> = (server, options, done) => {
  const { setup, sockets } = options;
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  server.setErrorHandler((thrown, _request, reply) => {
    const error = requestErrorOf(thrown);
    if (error.code === 'internal') setup.onFailure(error.cause ?? error);
    return sendReply(reply, refusal(error));
  });
  server.get('/__getcookie', (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .type('application/javascript; charset=utf-8')
      .send(COOKIE_SCRIPT),
  );
  requestRoutes(server, setup);
  pollRoutes(server, sockets);
  // Their connections would keep the server from closing.
  server.addHook('preClose', (closed) => {
    sockets[Symbol.dispose]();
    closed();
  });
  done();
};
