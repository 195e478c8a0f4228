import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import { appRouter } from '../api/app-router.ts';
import { BACKEND_BYTES, requireFitting } from '../api/base/most-request-bytes.ts';
import { parleyErrorOf } from '../api/base/parley-error-of.ts';
import { trpcClosing } from '../api/socket/trpc-closing.ts';
import { createTrpcSocketHandler } from '../api/socket/trpc-socket-handler.ts';
import { ParleyError } from '../core/errors/parley-error.ts';
import type { ChannelstreamSetup } from '../protocols/channelstream/channelstream-setup.ts';
import { ChannelstreamSockets } from '../protocols/channelstream/channelstream-sockets.ts';
import { PusherSockets } from '../protocols/pusher/pusher-sockets.ts';
import { SailsSockets } from '../protocols/sails/sails-sockets.ts';
import { SamaSockets } from '../protocols/sama/sama-sockets.ts';
import { isSocketLink } from '../protocols/socketlink/auth/handshake.ts';
import { SocketLinkSockets } from '../protocols/socketlink/socketlink-sockets.ts';
import { refuseUpgrade } from '../wire/refuse-upgrade.ts';
import { UpgradeGate } from '../wire/upgrade-gate.ts';
import { clientAddress } from './client-address.ts';
import { samaSetup } from './sama-setup.ts';
import { isOverTls, serverOrigin } from './server-origin.ts';
import type { ServerParts } from './server-parts.ts';
import { socketContext } from './socket-context.ts';

/** Paths of other protocols, which clients of SocketLink and SAMA cannot use. All others are theirs: the originals look at none. */
const OTHER_PATHS = /^\/(app\/|ws$|socket\.io(\/|$))/;

/** What the sockets of a protocol have in common with its HTTP side, where it is spoken. */
export interface SharedWithHttp {
  readonly sails: SailsSockets | null;
  readonly channelstream: ChannelstreamSetup | null;
}

/** Routes WebSocket handshakes by path, and SocketLink's by the credentials they bring. What is left is SAMA's. */
export function socketRoutes(
  server: Server,
  parts: ServerParts,
  log: FastifyBaseLogger,
  { sails, channelstream: channelstreamSetup }: SharedWithHttp,
): void {
  const { core, wire, origins, readiness } = parts;
  const gate = new UpgradeGate({
    wire,
    closing: trpcClosing,
    maxMessageBytes: BACKEND_BYTES,
    allowsOrigin: (origin, request) => origins.allows(origin, request.headers.host),
    onFault: (error) => log.debug({ err: error }, 'a WebSocket failed'),
  });
  const trpc = createTrpcSocketHandler({
    router: appRouter,
    runtime: core.runtime,
    createContext: (opening) => socketContext(parts, opening),
    requireFitting,
    onError: ({ error, path }) => {
      const refusal = parleyErrorOf(error);
      if (refusal.code === 'internal') log.error({ err: refusal.cause ?? refusal, path }, 'a call failed');
    },
  });

  const socketlink = socketlinkOf(parts, log);
  const pusher = pusherOf(parts, log);
  const sama = samaOf(parts, log);
  const channelstream = channelstreamSetup && channelstreamOf(parts, log, channelstreamSetup);
  if (pusher) server.once('close', () => pusher[Symbol.dispose]());

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (readiness.state !== 'ready') {
      refuseUpgrade(
        socket,
        new ParleyError('draining', 'This server is going down.', { retryAfterMs: 1000 }),
      );
    } else if (pathOf(request) === '/trpc') {
      gate.accept(request, socket, head, (outlet) => trpc.accept(outlet, request));
    } else if (socketlink && !OTHER_PATHS.test(pathOf(request)) && isSocketLink(request)) {
      socketlink.accept(request, socket, head);
    } else if (pusher && PusherSockets.speaksAt(pathOf(request))) {
      pusher.accept(request, socket, head);
    } else if (channelstream && ChannelstreamSockets.speaksAt(pathOf(request))) {
      channelstream.accept(request, socket, head);
    } else if (sails && SailsSockets.speaksAt(pathOf(request))) {
      sails.accept(request, socket, head);
    } else if (sama && !OTHER_PATHS.test(pathOf(request))) {
      sama.accept(request, socket, head);
    } else {
      refuseUpgrade(socket, new ParleyError('not_found', 'Nothing speaks WebSocket at this path.'));
    }
  });
}

function socketlinkOf(parts: ServerParts, log: FastifyBaseLogger): SocketLinkSockets | null {
  const { core, wire, origins, settings } = parts;
  if (!settings.PARLEY_PROTOCOLS.includes('socketlink')) return null;
  return new SocketLinkSockets({
    core,
    wire,
    defaultAppId: settings.PARLEY_APP_ID,
    addressOf: (request) => clientAddress(request, settings.PARLEY_TRUST_PROXY),
    allowsOrigin: ({ headers }) => origins.allows(headers.origin, headers.host),
    onFault: (error) => log.debug({ err: error }, 'a WebSocket failed'),
    onFailure: (cause) => log.error({ err: cause }, 'a SocketLink client could not be served'),
  });
}

function pusherOf(parts: ServerParts, log: FastifyBaseLogger): PusherSockets | null {
  const { core, wire, origins, settings } = parts;
  if (!settings.PARLEY_PROTOCOLS.includes('pusher')) return null;
  // Its clients are other sites' pages by nature, and bring no cookie: every origin may come, unless some are named.
  const isAnyAllowed = settings.PARLEY_ALLOWED_ORIGINS.length === 0;
  return new PusherSockets({
    core,
    wire,
    addressOf: (request) => clientAddress(request, settings.PARLEY_TRUST_PROXY),
    allowsOrigin: ({ headers }) => isAnyAllowed || origins.allows(headers.origin, headers.host),
    onFault: (error) => log.debug({ err: error }, 'a WebSocket failed'),
    onFailure: (cause) => log.error({ err: cause }, 'a Pusher client could not be served'),
  });
}

function samaOf(parts: ServerParts, log: FastifyBaseLogger): SamaSockets | null {
  const { wire, origins, settings } = parts;
  if (!settings.PARLEY_PROTOCOLS.includes('sama')) return null;
  // Its clients bring no cookie here, and say themselves who they are: every origin may come, unless some are named.
  const isAnyAllowed = settings.PARLEY_ALLOWED_ORIGINS.length === 0;
  return new SamaSockets({
    setup: samaSetup(parts, log),
    wire,
    dialect: settings.PARLEY_SAMA_DIALECT,
    addressOf: (request) => clientAddress(request, settings.PARLEY_TRUST_PROXY),
    originOf: (request) => serverOrigin(request, settings),
    allowsOrigin: ({ headers }) => isAnyAllowed || origins.allows(headers.origin, headers.host),
    onFault: (error) => log.debug({ err: error }, 'a WebSocket failed'),
  });
}

function channelstreamOf(
  { origins, settings }: ServerParts,
  log: FastifyBaseLogger,
  setup: ChannelstreamSetup,
): ChannelstreamSockets {
  // Its clients bring no cookie but the secret id of their connection: every origin may come, unless some are named.
  const isAnyAllowed = settings.PARLEY_ALLOWED_ORIGINS.length === 0;
  return new ChannelstreamSockets({
    setup,
    isRefusedPlain: (request) => settings.PARLEY_CHANNELSTREAM_HTTPS_ONLY && !isOverTls(request, settings),
    allowsOrigin: ({ headers }) => isAnyAllowed || origins.allows(headers.origin, headers.host),
    onFault: (error) => log.debug({ err: error }, 'a WebSocket failed'),
  });
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}
