import fastify, { type FastifyInstance } from 'fastify';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { systemRuntime } from '../../../runtime/runtime.ts';
import { ByteBudget } from '../../../wire/byte-budget.ts';
import { type RestOptions, restPlugin } from '../rest-plugin.ts';
import { restServerOptions } from '../rest-server-options.ts';
import { OpenStreams } from '../sse/open-streams.ts';
import { SampleFeed } from './sample-feed.ts';
import { type SampleContext, sampleRouter } from './sample-router.ts';

/** The sample API on a free port. The header `api-key: sample` makes a caller. */
export interface SampleServer extends AsyncDisposable {
  readonly url: string;
  readonly server: FastifyInstance;
  /** Feeds that were opened, newest last. */
  readonly feeds: SampleFeed[];
  readonly streams: OpenStreams;
  /** What was logged, one JSON text each. */
  readonly log: string[];
}

export async function sampleServer(
  options: Partial<RestOptions> = {},
  { startsFeeds = false }: { startsFeeds?: boolean } = {},
): Promise<SampleServer> {
  const feeds: SampleFeed[] = [];
  const log: string[] = [];
  const streams = new OpenStreams({
    runtime: systemRuntime(),
    budget: new ByteBudget(16 * 1024 * 1024),
    outletBytes: 1024 * 1024,
  });
  const server = fastify({
    ...restServerOptions,
    logger: { level: 'error', stream: { write: (line: string) => void log.push(line) } },
  });
  await server.register(restPlugin, {
    prefix: '/api/v1',
    router: sampleRouter,
    streams,
    createContext: ({ request }): SampleContext => {
      const key = request.headers['api-key'];
      if (key !== undefined && key !== 'sample')
        throw new ParleyError('unauthenticated', 'The key is wrong.');
      return {
        caller: key === 'sample' ? 'sample' : null,
        openFeed: (input) => {
          const feed = new SampleFeed(input);
          feeds.push(feed);
          if (startsFeeds) void feed.start({ epoch: 'e1', offset: 0 });
          return feed;
        },
      };
    },
    ...options,
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${url}/api/v1`, server, feeds, streams, log, [Symbol.asyncDispose]: () => server.close() };
}
