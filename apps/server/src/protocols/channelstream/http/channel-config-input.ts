import { LONGEST_HISTORY } from '../session/channel-settings.ts';
import { flag, object, whole } from './input/fields.ts';

/** What can be set of a channel. What is absent stays as it is. */
export const ChannelConfig = object({
  notify_presence: flag.optional(),
  broadcast_presence_with_user_lists: flag.optional(),
  notify_state: flag.optional(),
  store_history: flag.optional(),
  history_size: whole(0, LONGEST_HISTORY).optional(),
  store_frames: flag.optional(),
});
