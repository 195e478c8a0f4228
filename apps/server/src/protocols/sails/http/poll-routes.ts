import type { FastifyInstance } from 'fastify';
import type { SailsSockets } from '../sails-sockets.ts';

/** The polls of Socket.IO: what is for it is handed to it before anything of it is read. */
export function pollRoutes(server: FastifyInstance, sockets: SailsSockets): void {
  for (const url of ['/socket.io', '/socket.io/']) {
    server.route({
      method: ['GET', 'POST'],
      url,
      onRequest: async (request, reply) => {
        reply.hijack();
        // What was decided about other origins stands in the reply, which is not sent.
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        sockets.handle(request.raw, reply.raw);
      },
      handler: (_request, reply) => reply,
    });
  }
}
