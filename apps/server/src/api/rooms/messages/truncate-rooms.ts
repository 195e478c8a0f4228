import { z } from 'zod';
import type { Core } from '../../../core/core.ts';
import { roomKindOf } from '../../../core/rules/room-name.ts';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';

/** Every cache room begins with one of these, and nothing else does. */
const CACHE_PREFIXES = ['pub-cache-', 'pub-state-cache-', 'pri-cache-', 'pri-state-cache-'];
const ROOMS_AT_ONCE = 200;
const EVENTS_AT_ONCE = 1000;

/** Empties the cache rooms of an app. */
export const truncateRooms = roomMutation
  .meta(
    rest.delete('/database', ROOM_ADMIN.tag, 'Delete the messages of all cache rooms', {
      ...ROOM_ADMIN,
      description:
        'Everything that was there when the request came, and nothing else: bans, mutes, rooms, connections, totals and what ' +
        "waits for the app's own MySQL stay, and so do messages that come meanwhile. Readers are not disturbed. Final.",
    }),
  )
  .input(z.object({ ...scope }))
  .output(saying('Database truncated successfully!'))
  .mutation(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const appId = appOf(ctx, input.app).id;
    // What is stored in this very millisecond goes too: it may have been acknowledged before the request came.
    const olderThan = core.runtime.clock.now() + 1;
    for (const prefix of CACHE_PREFIXES) {
      for await (const channel of roomsWith(core, appId, prefix))
        await empty(core, appId, channel, olderThan);
    }
    // A rule of the app may keep such rooms in memory.
    for (const { channel } of [...core.logs.volatile.channels(appId)]) {
      if (roomKindOf(channel)?.isCache) core.logs.volatile.erase(appId, channel);
    }
    return { message: 'Database truncated successfully!' } as const;
  });

async function* roomsWith(core: Core, appId: string, prefix: string): AsyncIterable<string> {
  let afterName: string | undefined;
  for (;;) {
    const query = { prefix, limit: ROOMS_AT_ONCE };
    const page = await core.store.events.listChannels(
      appId,
      afterName === undefined ? query : { ...query, afterName },
    );
    for (const { channel } of page) yield channel;
    afterName = page.at(-1)?.channel;
    if (page.length < ROOMS_AT_ONCE) return;
  }
}

/** In slices, so that no transaction is long and the room goes on taking messages. */
async function empty(core: Core, appId: string, channel: string, olderThan: number): Promise<void> {
  const order = { appId, channel, olderThan, keepNewest: null, limit: EVENTS_AT_ONCE };
  for (let removed = EVENTS_AT_ONCE; removed === EVENTS_AT_ONCE; ) {
    removed = await core.store.events.retain(order);
  }
}
