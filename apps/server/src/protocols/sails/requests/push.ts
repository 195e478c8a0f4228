import { EventName } from '../../../api/models/names.ts';
import type { Actor } from '../../../core/access/actor.ts';
import type { App } from '../../../core/apps/app.ts';
import { Body } from '../../../core/event/body.ts';
import { copyExtras, originalExtras } from '../codec/push-extras.ts';
import { isReservedName } from '../codec/reserved-names.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import { PROTOCOL } from '../protocol.ts';
import type { Call } from './call.ts';
import { pushedChannels } from './channel-names.ts';
import type { Parameters } from './parameters.ts';
import { readField } from './read-field.ts';

const USUAL_EVENT = 'Message';

/** An event on its way to some channels, with all of it checked. */
export interface Push {
  readonly channels: readonly string[];
  readonly name: string;
  readonly body: Body;
}

/** Reads a push. Throws SailsRefusals `E_CHANNEL`, `E_EVENT`, `E_BODY` and `E_SIZE`. */
export function pushOf(app: App, { channel, event, data }: Parameters): Push {
  const channels = pushedChannels(channel);
  const name = readField(EventName, event ?? USUAL_EVENT, 'E_EVENT');
  if (isReservedName(name)) {
    throw new SailsRefusal(
      'E_EVENT',
      `Events named ${name} are Socket.IO's or the server's own; choose another name.`,
    );
  }
  // A text is a body of its own, so that readers of other protocols get it as it is.
  const body = typeof data === 'string' ? Body.ofText(data) : Body.ofValue(data);
  const { bodyBytes } = app.settings.limits;
  if (body.bytes > bodyBytes) {
    throw new SailsRefusal('E_SIZE', `The data has ${body.bytes} bytes; the app allows ${bodyBytes}.`);
  }
  return { channels, name, body };
}

/**
 * Publishes, one after the other, what was checked; resolves when each is stored. All of it counts against the app's rate
 * before the first is published: a part of it would be pushed again with all the rest. So what it rejects with after that
 * can only be that the database is away.
 *
 * @throws ParleyError `rate_limited`.
 */
export function pushAll(call: Call, pushes: readonly Push[]): Promise<void> {
  const { setup, authority, order } = call;
  const count = pushes.reduce((sum, { channels }) => sum + channels.length, 0);
  if (count > 0) setup.core.publisher.charge(pusher(call), count);
  const work = async (): Promise<void> => {
    await setup.kept.keep(authority.app, new Set(pushes.flatMap(({ channels }) => channels)));
    for (const run of runsOf(pushes)) await Promise.all(run.map((push) => publish(call, push)));
  };
  const isOneStep = pushes.every(({ channels }) => channels.length === 1);
  return isOneStep ? order.together(work) : order.alone(work);
}

/**
 * The event is published on the first channel. The others get copies that name it, so that a socket that follows several of
 * them gets it once, and lists show it once.
 */
async function publish(call: Call, { channels, name, body }: Push): Promise<void> {
  const actor = pusher(call);
  const publishOn = (channel: string, extras: string | null) =>
    call.setup.core.publisher.publish(
      actor,
      {
        channel,
        name,
        body,
        clientId: null,
        exclude: null,
        asUser: null,
        // What it may weigh and how often it may be was seen to; the names of many channels beside it are none of its data.
        isServers: true,
        ...(extras === null ? {} : { extras: Body.ofTrustedJson(extras) }),
      },
      PROTOCOL,
    );
  const [first, ...others] = channels;
  if (first === undefined) return;
  const { event } = await publishOn(first, others.length === 0 ? null : originalExtras(channels));
  await Promise.all(others.map((channel) => publishOn(channel, copyExtras(event, channels))));
}

/** Whoever pushes does so as the app's backend. */
function pusher({ authority: { app }, address }: Call): Actor {
  return { app, principal: { kind: 'admin', name: PROTOCOL }, grants: [], sessionId: null, address };
}

/**
 * Pushes to one channel each are stored together, in their order. One to several channels takes two steps, so that nothing
 * else may be under way with it: what was named after it would come before its copies.
 */
function runsOf(pushes: readonly Push[]): Push[][] {
  const runs: Push[][] = [];
  let open: Push[] | null = null;
  for (const push of pushes) {
    if (push.channels.length > 1) {
      runs.push([push]);
      open = null;
    } else if (open) open.push(push);
    else {
      open = [push];
      runs.push(open);
    }
  }
  return runs;
}
