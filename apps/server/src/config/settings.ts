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
export const PROTOCOLS = ['socketlink', 'pusher', 'sama'] as const;
const key = z.string().regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 printable characters without spaces');
const secret = { secret: true } as const;

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
  PARLEY_PRIVATE_TARGETS: list
    .pipe(z.array(z.union([z.literal('*'), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .default([])
    .describe(
      'Addresses and ranges of private networks and of this machine that webhooks and mirrors may go to, by commas; * for any',
    ),
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
  PARLEY_SECURE_COOKIES: flag
    .optional()
    .describe('Whether the dashboard’s cookie is for HTTPS only; default: as the request came'),
});

export type Settings = z.infer<typeof Settings>;
