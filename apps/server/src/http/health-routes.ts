import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerParts } from './server-parts.ts';

/** For whoever watches the process: is it alive, does it take work, what does it count. */
export function healthRoutes(server: FastifyInstance, parts: ServerParts): void {
  const { core, metrics, readiness, settings } = parts;

  server.get('/healthz', async (_request, reply) => {
    try {
      await core.store.ping();
      return { status: 'ok' };
    } catch (error) {
      reply.log.warn({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'database unreachable' });
    }
  });

  server.get('/readyz', (_request, reply) => {
    const { state } = readiness;
    return reply.code(state === 'ready' ? 200 : 503).send({ status: state });
  });

  server.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, settings.PARLEY_METRICS_TOKEN)) {
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ status: 'a bearer token is needed' });
    }
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return true;
  const given = request.headers.authorization ?? '';
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
