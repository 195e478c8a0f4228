import { z } from 'zod';
import { ErrorReport } from './error-report.ts';
import { Extras } from './extras.ts';
import { Claimed, EventName, ObjectId, PositionText, Timestamp, UserId } from './names.ts';

const Json = z.unknown().meta({ description: 'Any JSON value.' });

/** A member of a channel with presence. */
export const PresenceMember = z
  .object({
    user: UserId,
    claimed: Claimed,
    data: Json.nullable().optional().meta({ description: 'What the member shows of itself.' }),
    joinedAt: Timestamp,
  })
  .meta({ id: 'PresenceMember' });

const Subscribed = z
  .object({
    type: z.literal('subscribed'),
    position: PositionText,
    recovery: z.enum(['fresh', 'resumed', 'gap']),
    members: z.array(PresenceMember).nullable(),
  })
  .meta({
    id: 'Subscribed',
    description:
      'The first item of every subscription. `recovery` says how the position to resume from was met: `gap` means that something between it and `position` is gone.',
  });

const ChannelEvent = z
  .object({
    type: z.literal('event'),
    kind: z.enum(['publish', 'edit', 'delete']),
    id: ObjectId,
    position: PositionText,
    name: EventName,
    data: Json.meta({ description: 'The payload; null for a deletion or once deleted.' }),
    at: Timestamp,
    user: UserId.nullable(),
    claimed: Claimed,
    clientId: z.string().nullable().optional(),
    target: ObjectId.nullable().optional().meta({ description: 'Edit and delete: the event they change.' }),
    extras: Extras.optional(),
  })
  .meta({
    id: 'ChannelEvent',
    description:
      'A logged event. Offsets rise by one within an epoch; those of events that are not for the reader are left out.',
  });

const SignalItem = z
  .object({
    type: z.literal('signal'),
    name: EventName,
    data: Json,
    at: Timestamp,
    user: UserId.nullable(),
    claimed: Claimed,
    extras: Extras.optional(),
  })
  .meta({ id: 'Signal', description: 'Something ephemeral: typing, a cursor. Never stored, never resumed.' });

const PresenceItem = z
  .object({
    type: z.literal('presence'),
    action: z.enum(['join', 'update', 'leave']),
    user: UserId,
    claimed: Claimed,
    data: Json.nullable().optional(),
    at: Timestamp,
    count: z.int().nonnegative(),
  })
  .meta({ id: 'PresenceChange', description: 'A user came, changed what it shows, or left.' });

const Gap = z.object({ type: z.literal('gap'), position: PositionText }).meta({
  id: 'Gap',
  description: 'Events before `position` were lost to this reader; the next follows it.',
});

const Revoked = z
  .object({ type: z.literal('revoked'), error: ErrorReport })
  .meta({ id: 'Revoked', description: 'The server ended the subscription, and why. Nothing follows.' });

/** Everything a channel subscription yields, told apart by `type`. */
export const FeedItem = z
  .discriminatedUnion('type', [Subscribed, ChannelEvent, SignalItem, PresenceItem, Gap, Revoked])
  .meta({ id: 'FeedItem' });

export type FeedItem = z.infer<typeof FeedItem>;
