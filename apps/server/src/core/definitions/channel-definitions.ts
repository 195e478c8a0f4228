import type { App } from '../apps/app.ts';
import type { ChannelDefinition, Keeping } from './channel-definition.ts';

/** What protocols whose clients configure channels one by one remember of them. Survives a restart. */
export interface ChannelDefinitions {
  /** What this owner defined about the channel, or null. */
  of(appId: string, channel: string, owner: string): ChannelDefinition | null;
  /** Everything that this owner defined in an app, in the order in which it was made. */
  list(appId: string, owner: string): Iterable<ChannelDefinition>;
  /**
   * Defines a channel, or defines it anew. Effective for the rules of the name before this resolves, and stored by then.
   * Where the kind of log changes, readers are told of a gap, as after any change of a rule.
   *
   * @throws ParleyError `rate_limited` where the app has as many definitions as it may have, `unavailable` where it cannot
   *   be stored.
   */
  define(
    app: App,
    channel: string,
    owner: string,
    what: { keeping: Keeping; details: unknown },
  ): Promise<ChannelDefinition>;
}
