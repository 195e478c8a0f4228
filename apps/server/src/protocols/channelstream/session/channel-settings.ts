import { z } from 'zod';
import type { Keeping } from '../../../core/definitions/channel-definition.ts';

/** As many messages as the history of a channel may be set to show. */
export const LONGEST_HISTORY = 10_000;
/** Kept of a channel with history in any case: its edits count too. */
const LEAST_KEPT = 1000;

/** What the backend set of a channel, by the keys that clients know. */
export interface ChannelSettings {
  /** Whether clients are told who joins and parts. */
  readonly notify_presence: boolean;
  /** Whether they are told who is there with it. */
  readonly broadcast_presence_with_user_lists: boolean;
  /** Whether they are told when a user's public state changes. */
  readonly notify_state: boolean;
  /** Whether messages are kept for the history. */
  readonly store_history: boolean;
  /** How many of them the history shows. */
  readonly history_size: number;
  /** Whether frames wait for a connection that nobody listens on. */
  readonly store_frames: boolean;
}

export const DEFAULT_SETTINGS: ChannelSettings = {
  notify_presence: false,
  broadcast_presence_with_user_lists: false,
  notify_state: false,
  store_history: false,
  history_size: 10,
  store_frames: true,
};

/** The settings as they are remembered. A key that is not there has its default. */
export const StoredSettings = z.object({
  notify_presence: z.boolean().default(DEFAULT_SETTINGS.notify_presence),
  broadcast_presence_with_user_lists: z
    .boolean()
    .default(DEFAULT_SETTINGS.broadcast_presence_with_user_lists),
  notify_state: z.boolean().default(DEFAULT_SETTINGS.notify_state),
  store_history: z.boolean().default(DEFAULT_SETTINGS.store_history),
  history_size: z.int().min(0).max(LONGEST_HISTORY).default(DEFAULT_SETTINGS.history_size),
  store_frames: z.boolean().default(DEFAULT_SETTINGS.store_frames),
});

/** How the log of a channel with these settings is kept. */
export function keepingOf({ store_history, history_size }: ChannelSettings): Keeping {
  return { durable: store_history, retainEvents: Math.max(history_size, LEAST_KEPT), retainMs: null };
}
