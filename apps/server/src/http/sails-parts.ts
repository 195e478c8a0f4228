import type { FastifyBaseLogger } from 'fastify';
import { EventCodec } from '../protocols/sails/codec/event-codec.ts';
import { KeptChannels } from '../protocols/sails/requests/kept-channels.ts';
import { MessageSearches } from '../protocols/sails/requests/message-searches.ts';
import type { SailsSetup } from '../protocols/sails/sails-setup.ts';
import { SailsSockets } from '../protocols/sails/sails-sockets.ts';
import { clientAddress } from './client-address.ts';
import type { ServerParts } from './server-parts.ts';

/** What serves the Sails push service, over HTTP and over sockets. */
export interface SailsParts {
  readonly setup: SailsSetup;
  readonly sockets: SailsSockets;
  /** Whether a page of this origin may call. Undefined: it is no page, or one of this server. */
  allowsOrigin(origin: string | undefined, host: string | undefined): boolean;
}

/** Puts it together; null: the protocol is not spoken. */
export function sailsParts(parts: ServerParts, log: FastifyBaseLogger): SailsParts | null {
  const { core, wire, origins, settings } = parts;
  if (!settings.PARLEY_PROTOCOLS.includes('sails')) return null;
  // Its clients are other sites' pages by nature, and bring a key and no cookie: every origin may come, unless some are named.
  const isAnyAllowed = settings.PARLEY_ALLOWED_ORIGINS.length === 0;
  const allowsOrigin: SailsParts['allowsOrigin'] = (origin, host) =>
    isAnyAllowed || origins.allows(origin, host);
  const setup: SailsSetup = {
    core,
    codec: new EventCodec(),
    kept: new KeptChannels(core.definitions),
    searches: new MessageSearches(core.store.events, core.runtime.clock),
    onFailure: (cause) => log.error({ err: cause }, 'a client of the Sails push service could not be served'),
  };
  const sockets = new SailsSockets({
    setup,
    wire,
    addressOf: (request) => clientAddress(request, settings.PARLEY_TRUST_PROXY),
    allowsOrigin: ({ headers }) => allowsOrigin(headers.origin, headers.host),
  });
  return { setup, sockets, allowsOrigin };
}
