import type { Readership } from '../../../../core/event/readership.ts';
import { privateChannelOf } from '../../codec/private-channel.ts';
import { channelName, flag, list, userName } from '../input/fields.ts';

/** Where a message goes: what sending, editing and deleting have in common. */
export const DELIVERY_FIELDS = {
  channel: channelName.nullable().default(null),
  pm_users: list(userName).default([]),
  exclude_users: list(userName).default([]),
  no_history: flag.default(false),
};

/** The same as it was read. */
export interface Delivery {
  readonly channel: string | null;
  readonly pm_users: readonly string[];
  readonly exclude_users: readonly string[];
  readonly no_history: boolean;
}

/** Whether it goes anywhere: to a channel, or to users wherever they are. */
export function isAddressed({ channel, pm_users }: Delivery): boolean {
  return channel !== null || pm_users.length > 0;
}

/** The channels on which it is said: the one that is named, or the own one of each user who is. */
export function channelsOf({ channel, pm_users, exclude_users }: Delivery): string[] {
  if (channel !== null) return [channel];
  const excluded = new Set(exclude_users);
  return [...new Set(pm_users)].filter((user) => !excluded.has(user)).map(privateChannelOf);
}

/** For which readers of a channel it is; undefined: for all. On a user's own channel that is decided already. */
export function readershipOf({ channel, pm_users, exclude_users }: Delivery): Readership | undefined {
  if (channel === null || (pm_users.length === 0 && exclude_users.length === 0)) return undefined;
  return { only: pm_users.length === 0 ? null : new Set(pm_users), except: new Set(exclude_users) };
}

/** How it is repeated to whoever sent it. */
export function deliveryEcho({ channel, pm_users, exclude_users, no_history }: Delivery): Delivery {
  return { pm_users, exclude_users, channel, no_history };
}
