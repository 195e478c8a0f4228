import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  fastify,
  LogController,
} from 'fastify';
import { appRouter } from '../api/app-router.ts';
import { BACKEND_BYTES, requireFitting } from '../api/base/most-request-bytes.ts';
import { parleyErrorOf } from '../api/base/parley-error-of.ts';
import { nativeApiDocument } from '../api/native-api-document.ts';
import { docsPlugin } from '../api/rest/docs/docs-plugin.ts';
import { restPlugin } from '../api/rest/rest-plugin.ts';
import { restServerOptions } from '../api/rest/rest-server-options.ts';
import { sendError } from '../api/rest/routes/send-error.ts';
import { ParleyError } from '../core/errors/parley-error.ts';
import {
  CHANNELSTREAM_CORS,
  isChannelstreamPath,
} from '../protocols/channelstream/http/channelstream-cors.ts';
import { channelstreamHttpPlugin } from '../protocols/channelstream/http/channelstream-http-plugin.ts';
import { pusherHttpPlugin } from '../protocols/pusher/http/pusher-http-plugin.ts';
import { isSailsPath, SAILS_CORS } from '../protocols/sails/http/sails-cors.ts';
import { sailsHttpPlugin } from '../protocols/sails/http/sails-http-plugin.ts';
import { areBothLocal, isSamaPath, SAMA_CORS } from '../protocols/sama/http/sama-cors.ts';
import { samaHttpPlugin } from '../protocols/sama/http/sama-http-plugin.ts';
import { BodyDeadline } from './body-deadline.ts';
import { channelstreamAdmin } from './channelstream-admin.ts';
import { channelstreamSetup } from './channelstream-setup.ts';
import { proxyTrust } from './client-address.ts';
import { countCall } from './count-call.ts';
import { dashboardRoutes } from './dashboard-routes.ts';
import { FILES_CORS, FILES_PREFIX, fileRoutes } from './file-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { httpContext } from './http-context.ts';
import { sailsParts } from './sails-parts.ts';
import { samaSetup } from './sama-setup.ts';
import { serverOrigin } from './server-origin.ts';
import type { ServerParts } from './server-parts.ts';
import { socketRoutes } from './socket-routes.ts';

/** As many as one WebSocket may have in progress. */
const MAX_BATCH_CALLS = 100;
const HEADERS_TIMEOUT_MS = 10_000;
const PREFLIGHT_CACHE_S = 600;

/** No route uses Fastify's own schemas: its compilers, which take long to load, are never needed. */
const NO_SCHEMAS: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: {
    buildValidator: () => () => {
      throw new TypeError('A route has a schema of the HTTP framework; ours are on the procedures.');
    },
    buildSerializer: () => () => JSON.stringify,
  },
};

/** The one HTTP server: the native API in its forms, the dashboard, health, and the way in for WebSockets. */
export async function createHttpServer(parts: ServerParts, log: FastifyBaseLogger): Promise<FastifyInstance> {
  const { settings, origins, streams } = parts;
  const speaksSama = settings.PARLEY_PROTOCOLS.includes('sama');
  const sails = sailsParts(parts, log);
  const channelstream = channelstreamSetup(parts, log);
  const node = nodeServer(parts);
  const deadline = new BodyDeadline(node, parts.core.runtime);
  node.once('close', () => {
    deadline[Symbol.dispose]();
    channelstream?.[Symbol.dispose]();
  });
  const server = fastify({
    ...restServerOptions,
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BACKEND_BYTES,
    trustProxy: proxyTrust(settings.PARLEY_TRUST_PROXY),
    schemaController: NO_SCHEMAS,
    forceCloseConnections: 'idle',
    serverFactory: (handler) => node.on('request', handler),
  });
  await server.register(fastifyCookie);
  await server.register(fastifyCors, {
    delegator: (request, decided) => {
      const { origin, host } = request.headers;
      if (request.url.startsWith(`${FILES_PREFIX}/`)) {
        decided(null, { ...FILES_CORS, maxAge: PREFLIGHT_CACHE_S });
        return;
      }
      if (speaksSama && isSamaPath(request.url)) {
        // Without an origin there is no page to tell anything.
        const mayCall = origin !== undefined && (origins.allows(origin, host) || areBothLocal(origin, host));
        decided(null, { ...SAMA_CORS, origin: mayCall, maxAge: PREFLIGHT_CACHE_S });
        return;
      }
      if (channelstream && isChannelstreamPath(request.url)) {
        // Its clients bring no cookie: every origin may call, unless some are named.
        const mayCall = origins.isOpen ? '*' : origin !== undefined && origins.allows(origin, host);
        decided(null, { ...CHANNELSTREAM_CORS, origin: mayCall });
        return;
      }
      if (sails && isSailsPath(request.url)) {
        const mayCall = origin !== undefined && sails.allowsOrigin(origin, host);
        decided(null, { ...SAILS_CORS, origin: mayCall, maxAge: PREFLIGHT_CACHE_S });
        return;
      }
      decided(null, {
        origin: origin !== undefined && origins.allows(origin, host),
        methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
        exposedHeaders: ['retry-after'],
        maxAge: PREFLIGHT_CACHE_S,
      });
    },
  });
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: MAX_BATCH_CALLS,
      createContext: async ({ req: request, res: reply }: Exchange) => {
        const context = await httpContext(parts, 'trpc', { request, reply });
        requireFitting(typeof request.body === 'string' ? Buffer.byteLength(request.body) : 0, context);
        return context;
      },
      // Most answers are for one caller alone.
      responseMeta: () => ({ headers: { 'cache-control': 'no-store' } }),
      onError: ({ error, path }: { error: Error; path: string | undefined }) => {
        const refusal = parleyErrorOf(error);
        if (refusal.code === 'internal') log.error({ err: refusal.cause ?? refusal, path }, 'a call failed');
      },
    },
  });
  await server.register(restPlugin, {
    prefix: '/api/v1',
    router: appRouter,
    createContext: (exchange) => httpContext(parts, 'rest', exchange),
    answered: (context, status) => countCall(parts, context, status),
    requireFitting,
    streams,
    bodyLimit: BACKEND_BYTES,
  });
  await server.register(docsPlugin, { document: nativeApiDocument });
  if (settings.PARLEY_PROTOCOLS.includes('pusher')) {
    // Also below a path of the operator's choice, as its WebSocket is.
    for (const prefix of ['/apps', '/:mount/apps']) {
      await server.register(pusherHttpPlugin, { prefix, core: parts.core });
    }
  }
  const { transfers } = parts.chat.files;
  if (transfers) {
    const { timers } = parts.core.runtime;
    await server.register(fileRoutes, { prefix: FILES_PREFIX, transfers, deadline, timers });
  }
  if (speaksSama) {
    await server.register(samaHttpPlugin, {
      setup: samaSetup(parts, log),
      defaultAppId: settings.PARLEY_APP_ID,
      secureCookies: settings.PARLEY_SECURE_COOKIES,
      originOf: (request) => serverOrigin(request, settings),
    });
  }
  if (channelstream) {
    await server.register(channelstreamHttpPlugin, {
      setup: channelstream,
      defaultAppId: settings.PARLEY_APP_ID,
      allowFrom: settings.PARLEY_CHANNELSTREAM_ALLOW_FROM,
      checksAge: settings.PARLEY_CHANNELSTREAM_CHECK_AGE,
      httpsOnly: settings.PARLEY_CHANNELSTREAM_HTTPS_ONLY,
      admin: channelstreamAdmin(parts),
    });
  }
  if (sails) await server.register(sailsHttpPlugin, sails);
  server.setNotFoundHandler((_request, reply) =>
    sendError(reply, new ParleyError('not_found', 'There is nothing at this path.')),
  );
  healthRoutes(server, parts);
  await dashboardRoutes(server, parts.dashboardDir);
  socketRoutes(node, parts, log, { sails: sails?.sockets ?? null, channelstream });
  return server;
}

interface Exchange {
  readonly req: FastifyRequest;
  readonly res: FastifyReply;
}

function nodeServer({ settings }: ServerParts): Server {
  // For the rest of a request there is BodyDeadline.
  const limits = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: 0 };
  const { PARLEY_TLS_CERT: cert, PARLEY_TLS_KEY: key } = settings;
  if (cert === undefined || key === undefined) return createServer(limits);
  return createTlsServer({ ...limits, cert: readFileSync(cert), key: readFileSync(key) });
}
