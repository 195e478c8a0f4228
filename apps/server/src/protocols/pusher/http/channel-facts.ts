import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import { provedMembers } from '../codec/member-json.ts';
import type { CachedEvent } from './cached-event.ts';
import type { Call } from './call.ts';
import type { InfoAttributes } from './info-attributes.ts';

/** What can be told of a channel, in the words of the wire. */
export interface ChannelFacts {
  readonly occupied?: boolean;
  readonly user_count?: number;
  readonly subscription_count?: number;
  readonly cache?: CachedEvent;
}

/** A channel whose members are known: users can be counted and listed. The rulebook decides, whatever the name. */
export function isPresenceChannel(app: App, channel: string): boolean {
  return app.rules.resolve(channel).presence === 'always';
}

/** Connections that listen to a channel. */
export function subscriptionCount(core: Core, app: App, channel: string): number {
  return core.hub.find(app.id, channel)?.subscriptions.size ?? 0;
}

/** Distinct users present on a channel, whatever protocol proved them. */
export function userCount(core: Core, app: App, channel: string): number {
  return provedMembers(core.presence.members(app.id, channel)).length;
}

/** What the publisher of an event asked to be told of a channel that got it. */
export function publishedFacts({ core, app }: Call, channel: string, info: InfoAttributes): ChannelFacts {
  const users = info.has('user_count') && isPresenceChannel(app, channel);
  return {
    ...(users ? { user_count: userCount(core, app, channel) } : {}),
    ...(info.has('subscription_count') ? { subscription_count: subscriptionCount(core, app, channel) } : {}),
  };
}
