import { parseArgs } from 'node:util';
import { z } from 'zod';

export const USAGE = `pnpm bench fanout   what a message to many readers costs, beside Socket.IO, ws, tRPC (and uWebSockets.js)
pnpm bench pusher   the same for readers of the Pusher protocol, and HTTP publishes, beside Socket.IO
pnpm bench ingest   how many acknowledged publishes a durable channel takes, beside one INSERT per message

  --rounds <n>      how often each server is measured, in turns (default 3)
  --body <bytes>    size of a message's body (default 128)
  --only <a,b>      only servers whose name contains one of these, and Parley
  --readers <n>     fan-out: readers of the channel (default 1000)
  --idle <n>        fan-out: connections for the memory figure, beside as many (default 5000, 0: none)
  --clients <n>     ingest: clients that publish (default 1000)
  --backends <n>    pusher: connections that publish over HTTP (default 32)
  --seconds <n>     begin no round that would end later than this (default 170)
  --json <file>     also write every figure of every round
  --profile <dir>   write CPU profiles of Parley; its figures are then not to be compared
  --server <file>   the server's program (default: the one built from this checkout)
  --no-build        take the build as it is`;

const count = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const Options = z.object({
  bench: z.enum(['fanout', 'pusher', 'ingest']),
  rounds: count(1, 100, 3),
  body: count(64, 60_000, 128),
  only: z
    .string()
    .transform((text) => text.split(','))
    .optional(),
  readers: count(1, 15_000, 1000),
  idle: count(0, 7500, 5000),
  clients: count(1, 15_000, 1000),
  backends: count(1, 1000, 32),
  seconds: count(1, 86_400, 170),
  json: z.string().optional(),
  profile: z.string().optional(),
  server: z.string().optional(),
  build: z.boolean(),
});
export type Options = z.infer<typeof Options>;

/** Reads the command line; what is wrong with it, or the usage if that was asked for, as text. */
export function parseOptions(
  args: readonly string[],
): Options | { readonly usage: string; readonly isWrong: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        body: { type: 'string' },
        only: { type: 'string' },
        readers: { type: 'string' },
        idle: { type: 'string' },
        clients: { type: 'string' },
        backends: { type: 'string' },
        seconds: { type: 'string' },
        json: { type: 'string' },
        profile: { type: 'string' },
        server: { type: 'string' },
        'no-build': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { usage: USAGE, isWrong: false };
    const build = !values['no-build'] && values.server === undefined;
    const parsed = Options.safeParse({ ...values, bench: positionals[0], build });
    return parsed.success
      ? parsed.data
      : { usage: `${z.prettifyError(parsed.error)}\n\n${USAGE}`, isWrong: true };
  } catch (cause) {
    return { usage: `${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`, isWrong: true };
  }
}
