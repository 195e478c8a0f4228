import type { FastifyBaseLogger } from 'fastify';
import { Organizations } from '../protocols/sama/auth/organizations.ts';
import { NewsCodec } from '../protocols/sama/codec/news-codec.ts';
import type { SamaSetup } from '../protocols/sama/sama-setup.ts';
import type { ServerParts } from './server-parts.ts';

/** What SAMA's sockets and its HTTP side are made of. */
export function samaSetup({ core, chat, settings }: ServerParts, log: FastifyBaseLogger): SamaSetup {
  const organizations = new Organizations(core.apps, settings.PARLEY_APP_ID);
  return {
    core,
    chat,
    organizations,
    codec: new NewsCodec(organizations),
    onFailure: (cause) => log.error({ err: cause }, 'a SAMA client could not be served'),
  };
}
