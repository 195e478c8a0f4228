import { z } from 'zod';
import { formatPosition } from '../../core/event/position.ts';
import type { Sight } from '../../core/event/readership.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import { Extras, shownExtras } from './extras.ts';
import { Claimed, EventName, ObjectId, PositionText, Timestamp, UserId } from './names.ts';
import { Readers, shownReaders } from './readers.ts';

/** A publish as it stands now. */
export const HistoryEvent = z
  .object({
    id: ObjectId,
    position: PositionText,
    name: EventName,
    data: z.unknown().meta({ description: 'The payload as last edited; null once deleted.' }),
    at: Timestamp,
    user: UserId.nullable(),
    claimed: Claimed,
    clientId: z.string().nullable(),
    editedAt: Timestamp.optional().meta({ description: 'When it was last edited; absent if never.' }),
    deletedAt: Timestamp.optional().meta({ description: 'When it was deleted; absent if it was not.' }),
    extras: Extras.optional(),
    only: Readers.only.meta({ description: 'The only users who read it. Told to the app’s backend alone.' }),
    except: Readers.except.meta({
      description: 'Users who do not read it. Told to the app’s backend alone.',
    }),
  })
  .meta({ id: 'HistoryEvent' });

export type HistoryEvent = z.infer<typeof HistoryEvent>;

/** @param sight who asks. */
export function historyEventOf(stored: StoredEvent, sight: Sight): HistoryEvent {
  const body = stored.edit?.body ?? stored.body;
  return {
    id: stored.id,
    position: formatPosition(stored.position),
    name: stored.name,
    data: body?.value() ?? null,
    at: stored.at,
    user: stored.userId,
    ...(stored.claimed && { claimed: stored.claimed }),
    clientId: stored.clientId,
    ...(stored.edit ? { editedAt: stored.edit.at } : {}),
    ...(stored.deletedAt === null ? {} : { deletedAt: stored.deletedAt }),
    ...shownExtras(stored.edit ? stored.edit.extras : stored.extras),
    ...(sight === 'all' ? shownReaders(stored.readership) : {}),
  };
}
