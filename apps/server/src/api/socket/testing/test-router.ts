import { initTRPC, type TrackedEnvelope, tracked } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import superjson from 'superjson';
import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ChannelFeed } from '../../../core/hub/channel-feed.ts';
import { errorFormatter } from '../../base/error-formatter.ts';
import type { FeedItem } from '../../models/feed-item.ts';
import { FakeFeeds } from './fake-feeds.ts';

export interface TestContext {
  readonly user: string;
}

const t = initTRPC.context<TestContext>().create({ transformer: superjson, errorFormatter });

/** What the procedures did, for a test to see and to steer. */
export class Stage {
  readonly feeds = new FakeFeeds();
  /** Generators that were entered and left. */
  entered = 0;
  left = 0;
  pulled = 0;
  /** Calls of `hang` in progress, and how to let them go. */
  readonly hanging: Array<() => void> = [];
  readonly aborted: string[] = [];
}

/** A router with one procedure for each thing an adapter must do. */
export function testRouter(stage: Stage) {
  return t.router({
    echo: t.procedure.input(z.unknown()).query(({ input }) => input),
    whoAmI: t.procedure.query(({ ctx }) => ctx.user),
    add: t.procedure
      .input(z.object({ a: z.number(), b: z.number() }))
      .mutation(({ input }) => input.a + input.b),
    refuse: t.procedure.mutation(() => {
      throw new ParleyError('muted', 'You are muted.', { retryAfterMs: 5 });
    }),
    fail: t.procedure.query(() => {
      throw new Error('secret detail');
    }),
    unwritable: t.procedure.query(() => {
      const loop: { self?: unknown } = {};
      loop.self = {
        toJSON: () => {
          throw new Error('no JSON');
        },
      };
      return loop;
    }),
    hang: t.procedure.query(({ signal }) => {
      signal?.addEventListener('abort', () => stage.aborted.push('hang'));
      return new Promise<string>((resolve) => stage.hanging.push(() => resolve('let go')));
    }),
    stream: t.procedure.query(async function* () {
      yield 1;
    }),
    count: t.procedure
      .input(z.object({ to: z.number(), lastEventId: z.string().optional() }))
      .subscription(async function* ({ input }) {
        for (let n = Number(input.lastEventId ?? 0) + 1; n <= input.to; n += 1) {
          yield tracked(String(n), { n, at: new Date(n) });
        }
      }),
    untilStopped: t.procedure.subscription(async function* ({ signal }) {
      stage.entered += 1;
      try {
        yield 'first';
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      } finally {
        stage.left += 1;
      }
    }),
    breaks: t.procedure.subscription(async function* () {
      yield 1;
      throw new ParleyError('banned', 'You were banned meanwhile.');
    }),
    flood: t.procedure.subscription(async function* () {
      for (;;) {
        stage.pulled += 1;
        yield 'x'.repeat(1000);
      }
    }),
    observed: t.procedure.subscription(() =>
      observable<number>((observer) => {
        observer.next(1);
        observer.next(2);
        observer.complete();
      }),
    ),
    feed: t.procedure
      .input(z.object({ lastEventId: z.string().optional() }).optional())
      .subscription(({ input }) => {
        const after = input?.lastEventId?.split(':')[1];
        return iterable(stage.feeds.feed(after === undefined ? null : Number(after)));
      }),
  });
}

export type TestRouter = ReturnType<typeof testRouter>;

/** A feed as clients see it by type. Only the adapter serves it, and it does not iterate. */
function iterable(feed: ChannelFeed): ChannelFeed & AsyncIterable<TrackedEnvelope<FeedItem>, void> {
  return {
    ...feed,
    // biome-ignore lint/correctness/useYield: it is never run.
    async *[Symbol.asyncIterator]() {
      throw new Error('The feed was iterated instead of attached to.');
    },
  };
}
