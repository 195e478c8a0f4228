import { z } from 'zod';

/** A name, an IPv4 address, or what has two colons and is in brackets or not: one colon would be that of a port. */
const HOST =
  /^([A-Za-z0-9._-]+|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*|\[[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\])$/;
const PLAIN = /^\P{Cc}+$/u;
const NOT_PLAIN = 'must not hold control characters';

/**
 * Where the cache rooms of an app are copied, and how. The password is kept apart, sealed.
 *
 * TLS is on unless switched off: everything said in the rooms goes this way, and by default databases are reached over
 * the public network.
 */
export const MirrorSettings = z
  .object({
    host: z
      .string()
      .min(1)
      .max(255)
      .regex(HOST, 'must be a host name or an address, without a port')
      .meta({ description: 'Name or address of the MySQL or MariaDB server.', examples: ['db.example.com'] }),
    port: z.int().min(1).max(65_535).default(3306),
    user: z.string().min(1).max(128).regex(PLAIN, NOT_PLAIN),
    database: z.string().min(1).max(64).regex(PLAIN, NOT_PLAIN),
    table: z
      .string()
      .regex(/^[A-Za-z0-9_]{1,64}$/, 'must be 1 to 64 letters, digits or underscores')
      .default('socketlink_messages')
      .meta({ description: 'Created if it is not there.' }),
    tls: z.enum(['off', 'verify']).default('verify').meta({
      description:
        '`verify`: TLS, and the certificate must be valid for the host. `off`: neither messages nor password are protected on their way.',
    }),
    ca: z
      .string()
      .max(32_768)
      .regex(/-----BEGIN CERTIFICATE-----/, 'must be certificates in PEM form')
      .nullable()
      .default(null)
      .meta({ description: 'Certificates (PEM) to trust instead of the public authorities.' }),
    batchRows: z.int().min(1).max(2000).default(1000).meta({ description: 'Most rows written at once.' }),
    everyMs: z.int().min(0).max(60_000).default(1000).meta({
      description: 'How long a row may wait for its batch to fill, in ms.',
    }),
    enabled: z.boolean().default(true).meta({
      description: 'Off: nothing is sent and nothing new is queued; what is queued waits.',
    }),
  })
  .meta({ id: 'MirrorSettings' });

export type MirrorSettings = z.infer<typeof MirrorSettings>;

/** The settings as they are kept. */
export const StoredMirrorSettings = MirrorSettings.extend({
  /**
   * Names this mirror in the customer's database, where the last batch is recorded under it: two servers may write into
   * the same database, and both may call their app `default`.
   */
  id: z.string().regex(/^[0-9a-f]{24}$/),
});

export type StoredMirrorSettings = z.infer<typeof StoredMirrorSettings>;

/** Without what is none of anybody's business outside. */
export function mirrorSettingsOf({ id: _id, ...settings }: StoredMirrorSettings): MirrorSettings {
  return settings;
}

/** Whether a password known to one destination would be shown to another. */
export function sameDestination(a: MirrorSettings, b: MirrorSettings): boolean {
  return a.host === b.host && a.port === b.port && a.user === b.user && a.tls === b.tls && a.ca === b.ca;
}
