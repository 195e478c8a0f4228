import { z } from 'zod';

const DAY_MS = 86_400_000;

/** What a channel's name means. Resolved by the rulebook from the built-in rules and the app's own patterns. */
export const ChannelRule = z.object({
  /**
   * What proves that somebody may subscribe. `open`: nothing. `signed`: a signature of the app. `verified`: the app's
   * webhook. `membership`: being a member of the conversation. `self`: being the user that the name ends with.
   */
  access: z.enum(['open', 'signed', 'verified', 'membership', 'self']),
  /** Whether a subscriber must be a known user. */
  identity: z.boolean(),
  /** `always`: every known user who subscribes is present. `optional`: those who ask to be. `off`: nobody. */
  presence: z.enum(['off', 'optional', 'always']),
  /** How long a user whose last connection dropped still counts as present, in ms. */
  presenceGraceMs: z.int().min(0).max(DAY_MS),
  /** Where its log lives: `durable` in the database, `volatile` in a bounded ring in memory. */
  log: z.enum(['durable', 'volatile']),
  /** Whether a new subscriber gets the last event first (a cache channel). */
  replayLast: z.boolean(),
  /**
   * Which clients may publish. `anyone`: also anonymous ones. `identified`: known users. `granted`: those whose grant
   * on the channel says so. `server`: no client, only backends.
   */
  publish: z.enum(['anyone', 'identified', 'granted', 'server']),
  /** Durable: events older than this are deleted (ms); null keeps them. */
  retainMs: z.int().min(1000).nullable(),
  /** Durable: only the newest so many events are kept; null keeps them all. */
  retainEvents: z.int().min(1).max(1_000_000_000).nullable(),
  /** Volatile: events older than this are forgotten (ms). */
  ringMs: z.int().min(1000).max(DAY_MS),
  /** Volatile: at most so many events are remembered. */
  ringEvents: z.int().min(1).max(100_000),
});

export type ChannelRule = z.infer<typeof ChannelRule>;

/** The fields that an app's pattern changes; the rest stays as the built-in rule of the name says. */
export const RuleOverride = ChannelRule.partial();
export type RuleOverride = z.infer<typeof RuleOverride>;
