import { z } from 'zod';

/** 1 to 255 characters without control characters, lone surrogates, or white space at either end. */
export const ChannelName = z
  .string()
  .min(1)
  .max(255)
  .regex(
    /^(?!\s)[^\p{Cc}\p{Cs}]+(?<!\s)$/u,
    'must not hold control characters or begin or end with white space',
  )
  .meta({ id: 'ChannelName', description: 'The name of a channel.', examples: ['room:1', 'pub-news'] });

/** 1 to 200 characters, the same rules as for a channel's name. */
export const EventName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters')
  .meta({ id: 'EventName', description: "An event's name, chosen by the publisher.", examples: ['message'] });

export const UserId = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters')
  .meta({ id: 'UserId', description: 'A user of the app.', examples: ['ann'] });

export const ObjectId = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be 24 hex digits')
  .meta({ id: 'ObjectId', description: 'An id made by the server: 24 hex digits, sortable by time.' });

export const ClientId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
  .meta({
    id: 'ClientId',
    description: "The publisher's own id for an event. Repeating a publish with the same one stores it once.",
  });

export const PositionText = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_-]{1,32}:(0|[1-9][0-9]{0,15})$/, 'must be of the form epoch:offset')
  .meta({
    id: 'Position',
    description: 'A place in a channel’s log, `epoch:offset`. Opaque to clients; comes back as it was sent.',
    examples: ['k3J9xQ:42'],
  });

/** Milliseconds since 1970-01-01 UTC. */
export const Timestamp = z
  .int()
  .nonnegative()
  .meta({ id: 'Timestamp', description: 'Milliseconds since 1970-01-01 UTC.' });

/** 1 to 64 letters, digits, `_` or `-`. */
export const AppId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, underscores or hyphens')
  .meta({ id: 'AppId', description: 'The id of an app.', examples: ['default'] });

/** A channel name in which `*` stands for any run of characters. */
export const PatternText = ChannelName.meta({
  id: 'ChannelPattern',
  description: 'A channel name in which `*` stands for any run of characters.',
  examples: ['room:*'],
});

/** Beside a user: present when nobody proved who it is. */
export const Claimed = z.literal(true).optional().meta({
  description:
    'Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do.',
});
