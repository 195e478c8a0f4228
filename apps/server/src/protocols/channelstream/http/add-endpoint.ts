import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { BackendAuth, ProvenBackend } from '../auth/backend-auth.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { TextAnswer } from './call.ts';
import { credentialsOf } from './credentials-of.ts';
import type { Asked, Endpoint } from './endpoint.ts';

/** What a client's request may weigh: the id of its connection. */
const OPEN_BYTES = 16_384;

/** Serves one operation. Who asks is known before the body is read, so a stranger's body takes no memory. */
export function addEndpoint(
  server: FastifyInstance,
  { setup, auth }: { readonly setup: ChannelstreamSetup; readonly auth: BackendAuth },
  endpoint: Endpoint,
): void {
  const proven = new WeakMap<FastifyRequest, ProvenBackend>();
  const place = { method: [...endpoint.methods], url: endpoint.path, exposeHeadRoute: false };
  if (endpoint.access === 'open') {
    server.route({
      ...place,
      bodyLimit: OPEN_BYTES,
      onRequest: async (request) => auth.check(credentialsOf(request)),
      handler: async (request, reply) => send(reply, await endpoint.handle(setup, askedOf(request, reply))),
    });
    return;
  }
  server.route({
    ...place,
    onRequest: async (request) => {
      proven.set(request, auth.require(credentialsOf(request)));
    },
    handler: async (request, reply) => {
      const backend = proven.get(request);
      if (!backend) throw new ParleyError('internal', 'The request was not checked.');
      try {
        return send(reply, await endpoint.handle(setup, askedOf(request, reply), backend));
      } catch (error) {
        setup.core.stats.of(backend.app.id).refused += 1;
        throw error;
      }
    },
  });
}

function askedOf(request: FastifyRequest, reply: FastifyReply): Asked {
  const left = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) left.abort();
  });
  const userAgent = request.headers['user-agent'] ?? '';
  return { request, circumstances: { address: request.ip, userAgent, signal: left.signal } };
}

function send(reply: FastifyReply, answer: unknown): FastifyReply {
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  if (answer instanceof TextAnswer) return reply.type(answer.contentType).send(answer.text);
  return reply.type('application/json').send(JSON.stringify(answer));
}
