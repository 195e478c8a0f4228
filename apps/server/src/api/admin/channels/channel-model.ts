import { z } from 'zod';
import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import { formatPosition } from '../../../core/event/position.ts';
import { ChannelName, PositionText } from '../../models/names.ts';

export const ChannelModel = z
  .object({
    channel: ChannelName,
    log: z.enum(['durable', 'volatile']),
    position: PositionText,
    events: z.int().nonnegative().meta({ description: 'Events it has had in this epoch.' }),
    subscriptions: z.int().nonnegative().meta({ description: 'Live subscriptions on this node.' }),
    members: z.int().nonnegative().meta({ description: 'Distinct users present.' }),
  })
  .meta({ id: 'Channel' });

export async function channelModel(
  core: Core,
  app: App,
  channel: string,
): Promise<z.infer<typeof ChannelModel>> {
  const { log } = app.rules.resolve(channel);
  const hubChannel = core.hub.find(app.id, channel);
  const head = hubChannel?.head ?? (await core.logs.of(app.id, channel).head(app.id, channel));
  return {
    channel,
    log,
    position: formatPosition(head),
    events: head.offset,
    subscriptions: hubChannel?.subscriptions.size ?? 0,
    members: core.presence.count(app.id, channel),
  };
}
