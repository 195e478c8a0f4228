import { z } from 'zod';
import { ChatSettings } from './chat-settings.ts';
import { ClientSettings } from './client-settings.ts';
import { RoomSettings } from './room-settings.ts';

const bytes = (fallback: number, max: number) => z.int().min(1).max(max).default(fallback);
const count = (fallback: number, max: number) => z.int().min(0).max(max).default(fallback);

/** Bounds on what an app's clients may do. Every refusal by one of these names it and says when to try again. */
export const AppLimits = z
  .object({
    connections: count(100_000, 10_000_000).meta({ description: 'Live connections of the app.' }),
    connectionsPerUser: count(100, 1_000_000).meta({ description: 'Live connections of one user.' }),
    subscriptionsPerSession: count(1000, 100_000).meta({
      description: 'Channels one connection may follow.',
    }),
    bodyBytes: bytes(131_072, 4_194_304).meta({ description: 'Size of one body, in bytes of UTF-8.' }),
    batchEvents: z.int().min(1).max(1000).default(100).meta({ description: 'Events in one batch.' }),
    clientPublishPerSecond: count(50, 1_000_000).meta({
      description:
        'Publishes and signals per second of one client connection; over HTTP of one user, or of one address of anonymous clients.',
    }),
    clientPublishBurst: z.int().min(1).max(1_000_000).default(100).meta({
      description: 'How many a client that was silent may send at once.',
    }),
    appPublishPerSecond: count(100_000, 10_000_000).meta({
      description: 'Publishes and signals per second of the whole app, its backend included.',
    }),
    presenceDataBytes: bytes(2048, 65_536).meta({ description: 'Size of what a member shows of itself.' }),
    presenceMembers: count(10_000, 1_000_000).meta({ description: 'Distinct users present on one channel.' }),
  })
  .prefault({})
  .meta({ id: 'AppLimits' });

/** What an app can set about itself. Effective at once, on live connections too. */
export const AppSettings = z
  .object({
    messagingEnabled: z.boolean().default(true).meta({
      description: 'The messaging switch: off, clients cannot publish; backends still can.',
    }),
    jwksUrl: z
      .url({ protocol: /^https?$/ })
      .nullable()
      .default(null)
      .meta({
        description:
          'Where public keys for RS256 and ES256 tokens are found; null: only HS256 with the app secret.',
      }),
    jwtIssuer: z.string().max(500).nullable().default(null).meta({
      description: 'If set, tokens must carry this `iss`.',
    }),
    jwtAudience: z.string().max(500).nullable().default(null).meta({
      description: 'If set, tokens must carry this `aud`. Set it when a JWKS is shared with other services.',
    }),
    limits: AppLimits,
    rooms: RoomSettings,
    clients: ClientSettings,
    chat: ChatSettings,
  })
  .meta({ id: 'AppSettings' });

export type AppSettings = z.infer<typeof AppSettings>;
export type AppLimits = z.infer<typeof AppLimits>;
