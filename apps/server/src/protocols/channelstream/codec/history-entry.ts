import type { Sight } from '../../../core/event/readership.ts';
import type { StoredEvent } from '../../../core/store/event-store.ts';
import { MESSAGE, messageValue } from './message-body.ts';
import { messageExtrasOf } from './message-extras.ts';
import { eventUuid } from './message-uuid.ts';
import { wireTime } from './wire-time.ts';

/** A message as it stands in the history of a channel: with its last edit, and what the backend said of its delivery. */
export type HistoryEntry = Readonly<Record<string, unknown>>;

/**
 * The entry of a stored message. For whom else it was is told to backends alone; a user finds only what was for it.
 */
export function historyEntry(event: StoredEvent, channel: string, sight: Sight): HistoryEntry {
  const extras = messageExtrasOf(event.extras);
  const { edit, readership, name } = event;
  const edited = edit && messageExtrasOf(edit.extras);
  const told = sight === 'all' ? readership : undefined;
  const body = edit?.body ?? event.body;
  const message = body && messageValue(body);
  const user = event.claimed ? null : event.userId;
  return {
    ...extras?.fields,
    type: MESSAGE,
    uuid: eventUuid(event, extras),
    channel,
    pm_users: [...(told?.only ?? [])],
    exclude_users: [...(told?.except ?? [])],
    no_history: false,
    user: edit?.userId ?? user,
    timestamp: edited?.timestamp ?? extras?.timestamp ?? wireTime(event.at),
    ...(name === MESSAGE ? {} : { event: name }),
    ...(message === null ? {} : { message }),
    edited: edit ? (edited?.patch?.edited ?? wireTime(edit.at)) : null,
  };
}
