import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const number = (min: number, max: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
/** The wire protocols that there are. */
export const PROTOCOLS = ['socketlink', 'pusher', 'sama', 'channelstream', 'sails'] as const;
const key = z.string().regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 printable characters without spaces');
const secret = { secret: true } as const;
const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+$/, 'must be base64url')
    .refine((text) => Buffer.from(text, 'base64url').length === bytes, `must be ${bytes} bytes, base64url`);
const appleId = z.string().regex(/^[A-Z0-9]{10}$/, 'must be 10 capital letters and digits');

/**
 * Every setting of the server, by its variable. What is not set, or set to nothing, has its default. Unknown
 * `PARLEY_*` variables are refused, so that a misspelt one is noticed.
 */
export const Settings = z.strictObject({
  PARLEY_HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  PARLEY_PORT: number(0, 65_535).default(4000).describe('One port for everything'),
  PARLEY_DATA_DIR: z.string().default('./data').describe('Embedded database, generated keys, uploaded files'),
  PARLEY_DATABASE_URL: z
    .string()
    .regex(/^(postgres|postgresql|mysql|mariadb):\/\//, 'must begin with postgresql:// or mysql://')
    .optional()
    .meta(secret)
    .describe('Unset: an embedded PostgreSQL in the data folder'),
  PARLEY_APP_ID: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, underscores or hyphens')
    .default('default')
    .describe('Id of the default app'),
  PARLEY_APP_KEY: key.optional().describe('Its client key; generated and kept if unset'),
  PARLEY_APP_SECRET: key.min(16).optional().meta(secret).describe('Its secret; generated and kept if unset'),
  PARLEY_ADMIN_KEY: key
    .min(16)
    .optional()
    .meta(secret)
    .describe('Its admin key; generated and kept if unset'),
  PARLEY_ADMIN_USER: z
    .string()
    .min(1)
    .max(200)
    .default('admin')
    .describe('Name to sign in to the dashboard with'),
  PARLEY_ADMIN_PASSWORD: z
    .string()
    .min(8)
    .max(500)
    .optional()
    .meta(secret)
    .describe('Its password; generated and printed once if unset'),
  PARLEY_ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hex digits (32 bytes)')
    .optional()
    .meta(secret)
    .describe('Seals signing secrets in the database; generated and kept in the data folder if unset'),
  PARLEY_TLS_CERT: z
    .string()
    .optional()
    .describe('File with the certificate chain; with the key, TLS on the port'),
  PARLEY_TLS_KEY: z.string().optional().describe('File with its private key'),
  PARLEY_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must begin with http:// or https://' })
    .optional()
    .describe('Where clients reach this server; unset: where each of them did'),
  PARLEY_TRUST_PROXY: z
    .string()
    .optional()
    .describe(
      'Addresses or ranges of proxies whose X-Forwarded headers count, by commas; or a number of hops',
    ),
  PARLEY_ALLOWED_ORIGINS: list
    .default([])
    .describe('Browser origins, beside its own, that may connect, by commas; * for any'),
  PARLEY_PROTOCOLS: list
    .transform((names) => (names.join() === 'none' ? [] : names))
    .pipe(z.array(z.enum(PROTOCOLS)))
    .default([...PROTOCOLS])
    .describe('Wire protocols, beside the native one, that are spoken, by commas, or none; default: all'),
  PARLEY_SAMA_DIALECT: z
    .enum(['sama', 'seed'])
    .default('sama')
    .describe('How SAMA clients are spoken to: as the real ones need, or as the document of 0.28 has it'),
  PARLEY_CHANNELSTREAM_ALLOW_FROM: list
    .pipe(z.array(z.union([z.literal('*'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .default([])
    .describe(
      'Addresses and ranges from where backends may make signed Channelstream calls, by commas; unset, * and 0.0.0.0 for any',
    ),
  PARLEY_CHANNELSTREAM_CHECK_AGE: flag
    .default(true)
    .describe('Whether the signature of a Channelstream call is worth something for a minute only'),
  PARLEY_CHANNELSTREAM_HTTPS_ONLY: flag
    .default(false)
    .describe('Whether Channelstream calls over plain HTTP are refused'),
  PARLEY_PRIVATE_TARGETS: list
    .pipe(z.array(z.union([z.literal('*'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .default([])
    .describe(
      'Addresses and ranges of private networks and of this machine that webhooks, mirrors and pushes may go to, by commas; * for any',
    ),
  PARLEY_VAPID_PUBLIC_KEY: base64url(65)
    .optional()
    .describe('Web Push: the key that browsers subscribe with; generated and kept if unset'),
  PARLEY_VAPID_PRIVATE_KEY: base64url(32).optional().meta(secret).describe('Its private half'),
  PARLEY_VAPID_SUBJECT: z
    .string()
    .max(1000)
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'must begin with mailto: or https://')
    .optional()
    .describe('Where push services reach whoever runs this server; default: the public URL'),
  PARLEY_FCM_SERVICE_ACCOUNT: z
    .string()
    .optional()
    .describe('JSON file of a Google service account: pushes to Android by FCM'),
  PARLEY_APNS_KEY_FILE: z.string().optional().describe('Key of Apple (.p8): pushes to iOS by APNs'),
  PARLEY_APNS_KEY_ID: appleId.optional().describe('Its id'),
  PARLEY_APNS_TEAM_ID: appleId.optional().describe('Id of the team it is of'),
  PARLEY_APNS_TOPIC: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,155}$/, 'must be a bundle id')
    .optional()
    .describe('Bundle id of the iOS app'),
  PARLEY_APNS_SANDBOX: flag
    .default(false)
    .describe('Whether the iOS app is one under development, which Apple serves elsewhere'),
  PARLEY_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least important lines to log'),
  PARLEY_METRICS_TOKEN: key.optional().meta(secret).describe('If set, /metrics wants it as a bearer token'),
  PARLEY_DRAIN_MS: number(0, 600_000)
    .default(10_000)
    .describe('How long a stop may take to send clients away'),
  PARLEY_SESSION_BUFFER_BYTES: number(65_536, 1_073_741_824)
    .default(1_048_576)
    .describe('What one slow reader may keep waiting before it is closed to resume'),
  PARLEY_BUFFER_BYTES: number(1_048_576, 68_719_476_736)
    .default(268_435_456)
    .describe('The same for all readers together'),
  PARLEY_VOLATILE_BYTES: number(1_048_576, 68_719_476_736)
    .default(268_435_456)
    .describe('Memory for the events of volatile channels'),
  PARLEY_RETENTION_EVERY_MS: number(1000, 86_400_000)
    .default(60_000)
    .describe('How often retention looks at every channel'),
  PARLEY_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must begin with http:// or https://' })
    .optional()
    .describe('S3-compatible service for uploaded files, as clients reach it; unset: the data folder'),
  PARLEY_S3_BUCKET: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/, 'must be the name of a bucket')
    .optional()
    .describe('Its bucket'),
  PARLEY_S3_REGION: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be letters, digits or hyphens')
    .default('us-east-1')
    .describe('Its region'),
  PARLEY_S3_ACCESS_KEY_ID: z.string().min(1).max(200).optional().describe('Who this server is there'),
  PARLEY_S3_SECRET_ACCESS_KEY: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .meta(secret)
    .describe('The key to sign with there'),
  PARLEY_SECURE_COOKIES: flag
    .optional()
    .describe('Whether the dashboard’s cookie is for HTTPS only; default: as the request came'),
});

export type Settings = z.infer<typeof Settings>;
