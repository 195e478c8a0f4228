import type { z } from 'zod';
import { channelName, flag, list, object } from './input/fields.ts';

const MOST_NAMED = 10_000;

/** What a caller wants to be told of channels: the `info` of several requests. */
export const InfoInput = object({
  channels: list(channelName, { max: MOST_NAMED }).optional(),
  exclude_channels: list(channelName, { max: MOST_NAMED }).default([]),
  include_history: flag.default(true),
  include_users: flag.default(true),
  return_public_state: flag.default(false),
  /** Taken, and without effect, as in the original. */
  include_connections: flag.default(false),
});

/** The same as it was read. */
export type InfoRequest = z.output<typeof InfoInput>;
