import { z } from 'zod';
import { ChannelRule } from '../rules/channel-rule.ts';

const { retainMs, retainEvents } = ChannelRule.shape;

/**
 * How a defined channel is kept, where its name alone would have it kept in memory. `durable: false` leaves it as its
 * name says. The app's own patterns count before this, and what is fixed of a name stays fixed.
 */
export const Keeping = z.object({
  durable: z.boolean(),
  retainMs: retainMs.default(null),
  retainEvents: retainEvents.default(null),
});
export type Keeping = z.infer<typeof Keeping>;

/** What a protocol's clients made of a channel beyond its name. */
export interface ChannelDefinition {
  readonly channel: string;
  /** The protocol that defined it. */
  readonly owner: string;
  readonly keeping: Keeping;
  /** The owner's own settings of the channel: JSON. */
  readonly details: unknown;
  readonly createdAt: number;
}
