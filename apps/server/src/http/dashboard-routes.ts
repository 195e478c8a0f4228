import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    // The component library sets style attributes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** The built dashboard under `/dashboard`; any path in it that is no file is the app itself, for deep links. */
export async function dashboardRoutes(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    server.log.warn({ folder }, 'the dashboard is not built; /dashboard answers 404');
    return;
  }
  await server.register(
    async (scope) => {
      await scope.register(fastifyHelmet, {
        contentSecurityPolicy: CONTENT_SECURITY,
        strictTransportSecurity: false,
      });
      await scope.register(fastifyStatic, {
        root: folder,
        cacheControl: false,
        setHeaders: (response, path) => {
          const isHashed = path.includes(`${join('dist', 'assets')}`);
          void response.header(
            'cache-control',
            isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
          );
        },
      });
      scope.setNotFoundHandler((_request, reply) => reply.sendFile('index.html'));
    },
    { prefix: '/dashboard' },
  );
  server.get('/', (_request, reply) => reply.redirect('/dashboard/'));
  server.get('/dashboard', (_request, reply) => reply.redirect('/dashboard/'));
}
