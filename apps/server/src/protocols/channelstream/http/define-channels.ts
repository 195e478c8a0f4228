import type { App } from '../../../core/apps/app.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import type { GivenSettings } from '../session/channels.ts';

/**
 * Sets what a call says of channels that it makes; of those that are there already it changes nothing. Call it before
 * anybody enters them.
 */
export async function defineChannels(
  { channels }: Pick<ChannelstreamSetup, 'channels'>,
  app: App,
  names: readonly string[],
  configs: Readonly<Record<string, GivenSettings>>,
): Promise<void> {
  const given = new Map(Object.entries(configs));
  const made = [...new Set(names)].flatMap((name) => {
    const config = given.get(name);
    return config === undefined || channels.isKnown(app.id, name) ? [] : [{ name, config }];
  });
  await Promise.all(made.map(({ name, config }) => channels.configure(app, name, config)));
}
