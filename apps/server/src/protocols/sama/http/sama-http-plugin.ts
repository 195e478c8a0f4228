import { hostname } from 'node:os';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { requestErrorOf } from '../../../api/rest/routes/request-error-of.ts';
import { adminCall } from './admin/admin-call.ts';
import { ADMIN_ROUTES } from './admin/admin-routes.ts';
import { postLogin } from './post-login.ts';
import { postLogout } from './post-logout.ts';
import { bodyOf, type HttpCall, type SamaHttpOptions } from './sama-http.ts';
import { sendRefusal } from './send-refusal.ts';

const BODY_BYTES = 65_536;
const ADMIN_BODY_BYTES = 1_048_576;

/** The HTTP side of the protocol: signing in and out, health, and what backends may do. */
export const samaHttpPlugin: FastifyPluginCallback<SamaHttpOptions> = (server, options, done) => {
  // Clients send any content type, or none. What is no JSON is as good as no body.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));
  server.setErrorHandler((thrown, request, reply) => {
    const error = requestErrorOf(thrown);
    if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'a SAMA call failed');
    return sendRefusal(reply, error);
  });
  const callOf = (request: FastifyRequest, reply: FastifyReply): HttpCall => ({ ...options, request, reply });

  server.post('/login', { bodyLimit: BODY_BYTES }, (request, reply) => postLogin(callOf(request, reply)));
  server.post('/logout', { bodyLimit: BODY_BYTES }, (request, reply) => postLogout(callOf(request, reply)));
  // Pages that may call were answered before this; to others it tells nothing that would let them.
  for (const path of ['/login', '/logout']) server.options(path, (_request, reply) => reply.code(204).send());
  server.get('/health', async () => ({ status: 'ok', hostname: hostname() }));
  for (const route of ADMIN_ROUTES) {
    const { method, path: url, status = 200 } = route;
    server.route({
      method,
      url,
      bodyLimit: ADMIN_BODY_BYTES,
      handler: async (request, reply) => {
        const call = adminCall(callOf(request, reply));
        const answer = await route.answer(call, bodyOf(call));
        reply.header('cache-control', 'no-store');
        return reply.code(status).send(answer);
      },
    });
  }
  done();
};
