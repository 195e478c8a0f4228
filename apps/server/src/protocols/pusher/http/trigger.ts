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
 * Publishes events that were all checked, in their order. Resolves when each is where its channel's rule keeps it; rejects
 * with the first refusal, which can only be that the app is over its rate or its database away.
 */
export async function publishAll({ core, actor }: Call, triggers: readonly Trigger[]): Promise<void> {
  const published = triggers.flatMap(({ channels, name, body, exclude }) =>
    [...channels].map((channel) =>
      core.publisher.publish(actor, { channel, name, body, clientId: null, exclude, asUser: null }, PROTOCOL),
    ),
  );
  await Promise.all(published);
}
