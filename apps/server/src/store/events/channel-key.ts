/** A channel by name. */
export interface ChannelKey {
  readonly appId: string;
  readonly channel: string;
}

/** One string for the two, for use in a Map: no app id or channel name that is stored holds a NUL. */
export function channelKey({ appId, channel }: ChannelKey): string {
  return `${appId}\0${channel}`;
}

/** The distinct channels that occur, in order of first occurrence. */
export function distinctChannels<Item extends ChannelKey>(items: readonly Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const key = channelKey(item);
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}
