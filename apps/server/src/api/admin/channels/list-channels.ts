import { z } from 'zod';
import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ChannelName } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { ChannelModel, channelModel } from './channel-model.ts';

/** Channels that hold events or have readers, by name. */
export const listChannels = adminQuery
  .meta(
    rest.get('/channels', 'Channels', 'List channels', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'Channels that hold events or have readers now, by name.',
    }),
  )
  .input(
    z.object({
      ...scope,
      prefix: z.string().max(255).default('').meta({ description: 'Only names that begin with this.' }),
      after: ChannelName.optional().meta({ description: 'Only names after this one: the `next` of a page.' }),
      limit: z.int().min(1).max(1000).default(100),
    }),
  )
  .output(
    z.object({
      channels: z.array(ChannelModel),
      next: ChannelName.nullable().meta({
        description: 'Pass it as `after` for the next page; null at the end.',
      }),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const app = appOf(ctx, input.app);
    const names = await namesOf(core, app, input);
    const page = names.slice(0, input.limit);
    const channels = await Promise.all(page.map((name) => channelModel(core, app, name)));
    return { channels, next: names.length > input.limit ? (page.at(-1) ?? null) : null };
  });

/** Up to `limit + 1` names in order, from the database, the rings and the hub together. */
async function namesOf(
  core: Core,
  app: App,
  query: { prefix: string; after?: string | undefined; limit: number },
): Promise<string[]> {
  const { prefix, after, limit } = query;
  const stored = await core.store.events.listChannels(app.id, {
    prefix,
    limit: limit + 1,
    ...(after === undefined ? {} : { afterName: after }),
  });
  const live = [
    ...[...core.logs.volatile.channels(app.id)].map(({ channel }) => channel),
    ...[...core.hub.channelsOf(app.id)].map(({ name }) => name),
  ].filter((name) => name.startsWith(prefix) && (after === undefined || compare(name, after) > 0));
  const names = new Set([...stored.map(({ channel }) => channel), ...live]);
  return [...names].sort(compare).slice(0, limit + 1);
}

/** By bytes of UTF-8, as the databases order names. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
