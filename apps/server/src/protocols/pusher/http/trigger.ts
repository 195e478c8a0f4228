import { z } from 'zod';
import { EventName as AnyEventName } from '../../../api/models/names.ts';
import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Body } from '../../../core/event/body.ts';
import { PROTOCOL } from '../protocol.ts';
import { sessionIdOf } from '../session/socket-id.ts';
import { bodyOfData } from './body-of-data.ts';
import type { Call } from './call.ts';
import { InfoAttributes } from './info-attributes.ts';

/** An event on its way to some channels, with all of it checked. */
export interface Trigger {
  readonly channels: ReadonlySet<string>;
  readonly name: string;
  readonly body: Body;
  /** The session that does not get it; null: everybody does. */
  readonly exclude: string | null;
}

/** A name that clients are told: the protocol keeps its own words from them, whoever says them. */
export const EventName = AnyEventName.refine((name) => !/^pusher(_internal)?:/.test(name), {
  error: 'Invalid event name: names that begin with pusher: or pusher_internal: are the protocol’s own',
});

export const SocketId = z
  .string({ error: 'must be a socket id' })
  .regex(/^\d+\.\d+$/, 'Invalid socket id: two numbers with a dot between them are expected')
  // One that nobody has is not wrong: its connection may be gone.
  .transform(sessionIdOf);

/** What every event has, whichever call triggers it. */
export const EventFields = z.object({
  name: EventName,
  data: z.unknown(),
  socket_id: SocketId.nullish(),
  info: InfoAttributes.nullish(),
});

/** Puts a checked event together. Throws `bad_request` and `payload_too_large`. */
export function triggerOf(
  app: App,
  channels: ReadonlySet<string>,
  { name, data, socket_id }: z.infer<typeof EventFields>,
): Trigger {
  const body = bodyOfData(data);
  requireSize(app, body);
  return { channels, name, body, exclude: socket_id ?? null };
}

/** Throws `payload_too_large`, in the words that clients of this wire know. */
export function requireSize(app: App, body: Body): void {
  const { clients, limits } = app.settings;
  const most = Math.min(clients.maxEventBytes, limits.bodyBytes);
  if (body.bytes <= most) return;
  throw new ParleyError(
    'payload_too_large',
    `The data content of this event exceeds the allowed maximum (${most} bytes). ` +
      'See https://pusher.com/docs/channels/server_api/http-api#publishing-events for more info',
  );
}

/**
 * Publishes events that were all checked, in their order. Resolves when each is where its channel's rule keeps it. They count
 * against the app's rate as a whole, before the first: a part of them would be sent again with all the rest. What it rejects
 * with after that can only be that the database is away.
 *
 * @throws ParleyError `rate_limited`.
 */
export async function publishAll({ core, actor }: Call, triggers: readonly Trigger[]): Promise<void> {
  const events = triggers.flatMap(({ channels, name, body, exclude }) =>
    [...channels].map((channel) => ({ channel, name, body, exclude, clientId: null, asUser: null })),
  );
  if (events.length === 0) return;
  core.publisher.charge(actor, events.length);
  // What each weighs was seen to as well.
  const published = events.map((event) =>
    core.publisher.publish(actor, { ...event, isServers: true }, PROTOCOL),
  );
  await Promise.all(published);
}
