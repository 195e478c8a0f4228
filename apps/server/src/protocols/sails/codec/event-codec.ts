import type { Event, LoggedEvent } from '../../../core/event/event.ts';
import type { Codec } from '../../../core/hub/codec.ts';
import { pushExtrasOf } from './push-extras.ts';
import { eventFrame, joinFrames, NOTHING, type PushFrame } from './push-frame.ts';
import { tellableName } from './reserved-names.ts';

const OWN_SIGNALS = 'parley:';

/**
 * Events as packets of Socket.IO, one for all readers: the event's name and its body as it came, nothing more, since that is all
 * that clients of the service know. Who is present they are not told.
 */
export class EventCodec implements Codec<PushFrame> {
  encode(event: Event): PushFrame {
    switch (event.kind) {
      case 'publish':
        return publishFrame(event);
      case 'edit':
      case 'delete':
        return changeFrame(event);
      case 'signal':
        return eventFrame(signalName(event.name), event.body.asJson());
      case 'presence':
        return NOTHING;
    }
  }

  join(frames: readonly PushFrame[]): PushFrame {
    return joinFrames(frames);
  }
}

/** Without its content, when that was deleted since, there is nothing to tell. */
function publishFrame({ id, name, body, extras }: LoggedEvent): PushFrame {
  if (body === null) return NOTHING;
  const { copyOf, channels } = pushExtrasOf(extras);
  const once = copyOf ?? (channels === undefined ? null : id);
  return eventFrame(tellableName(name), body.asJson(), once);
}

/** Among signals the server's own words are true ones: no client can send them. */
function signalName(name: string): string {
  return name.startsWith(OWN_SIGNALS) ? name : tellableName(name);
}

/** The service knows no edits: clients that do can listen to these two names. */
function changeFrame({ kind, id, target, body, channel }: LoggedEvent): PushFrame {
  const about = `"id":"${id}","target":${JSON.stringify(target)},"channel":${JSON.stringify(channel)}`;
  if (kind === 'delete') return eventFrame('parley:deleted', `{${about}}`);
  if (body === null) return NOTHING;
  return eventFrame('parley:edited', `{${about},"data":${body.asJson()}}`);
}
