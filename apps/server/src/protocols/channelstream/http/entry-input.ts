import { ChannelConfig } from './channel-config-input.ts';
import { InfoInput } from './info-input.ts';
import { channelName, dict, list, object, uuid } from './input/fields.ts';

/** What `/subscribe` and `/unsubscribe` take: a connection, by the body or the query, and channels. */
export const EntryInput = object({
  conn_id: uuid,
  channels: list(channelName, { min: 1 }),
  channel_configs: dict(channelName, ChannelConfig).default({}),
  info: InfoInput.prefault({}),
});
