import { z } from 'zod';
import { pattern } from '../../../core/rules/pattern.ts';
import type { Trace, TraceRecord } from '../../../core/trace/trace.ts';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { type HeldOpen, heldOpen } from '../../channels/held-open.ts';
import { PatternText, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { boundedQueue } from './bounded-queue.ts';
import { TRACE_KINDS, TraceItem, traceItem } from './trace-item.ts';

const MAX_QUEUED = 1000;

const LiveItem = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('item'), item: TraceItem }),
    z.object({ type: z.literal('skipped'), count: z.int().positive() }).meta({
      description: 'So many items came faster than this watcher took them, and were left out.',
    }),
  ])
  .meta({ id: 'LiveItem' });

type LiveItem = z.infer<typeof LiveItem>;

/** Everything that happens in the app, as it happens, by filters. Watching never slows what is watched. */
export const liveFeed = adminQuery
  .meta(
    rest.get('/live', 'Observe', 'Watch what happens', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'Server-sent events. A watcher slower than what it watches is told how much it missed.',
      item: LiveItem,
    }),
  )
  .input(
    z.object({
      ...scope,
      channel: PatternText.optional().meta({ description: 'Only channels that match.' }),
      user: UserId.optional().meta({ description: 'Only what this user does.' }),
      protocol: z.string().max(40).optional().meta({ description: 'Only what came by this protocol.' }),
      kinds: z.array(z.enum(TRACE_KINDS)).max(TRACE_KINDS.length).optional(),
    }),
  )
  .subscription(({ ctx, input, signal }) => {
    // Not in the generator: whoever may not watch is refused before the stream begins.
    const app = appOf(ctx, input.app);
    return watch(ctx.api.core.trace, filterOf(app.id, input), heldOpen(ctx, signal));
  });

async function* watch(
  trace: Trace,
  matches: (record: TraceRecord) => boolean,
  opened: HeldOpen,
): AsyncGenerator<LiveItem, void> {
  using connection = opened;
  using queue = boundedQueue<TraceRecord>(MAX_QUEUED, connection.signal);
  using _listening = trace.listen((record) => {
    if (matches(record)) queue.push(record);
  });
  for await (const { item, skipped } of queue) {
    if (skipped > 0) yield { type: 'skipped', count: skipped };
    yield { type: 'item', item: traceItem(item) };
  }
  connection.requireKept();
}

interface Filter {
  channel?: string | undefined;
  user?: string | undefined;
  protocol?: string | undefined;
  kinds?: ReadonlyArray<(typeof TRACE_KINDS)[number]> | undefined;
}

function filterOf(appId: string, filter: Filter): (record: TraceRecord) => boolean {
  const channels = filter.channel === undefined ? null : pattern(filter.channel);
  const kinds = filter.kinds === undefined ? null : new Set<string>(filter.kinds);
  return (record) =>
    record.appId === appId &&
    (kinds === null || kinds.has(record.kind === 'event' ? record.event.kind : record.kind)) &&
    (channels === null || (record.channel !== null && channels.matches(record.channel))) &&
    (filter.user === undefined || record.actor.userId === filter.user) &&
    (filter.protocol === undefined || record.actor.protocol === filter.protocol);
}
