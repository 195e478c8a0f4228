import type { Body } from '../../../core/event/body.ts';
import type { Event, LoggedEvent, PresenceChange, Signal } from '../../../core/event/event.ts';
import type { Position } from '../../../core/event/position.ts';
import type { Codec } from '../../../core/hub/codec.ts';
import { textFrame } from '../../../wire/server-frame.ts';
import { idJsonOf } from './member-json.ts';

/** The readers of a channel whose members are known are told more than others. */
export type EventVariant = 'members' | 'plain';

/** For what a reader of this protocol is not told. */
const NOTHING = Buffer.alloc(0);
const CLIENT_EVENT = 'client-';
const OWN_WORD = 'parley:';
const PROTOCOL_WORDS = ['pusher:', 'pusher_internal:'];

/**
 * Events as this protocol's frames, one for all readers of a kind. The data of a publish is the body's text in a string,
 * so what a backend triggered comes out byte for byte, and what another protocol published comes as its JSON.
 *
 * A publish that bears one of the protocol's own words for a name is kept from its clients: whoever may publish on a channel
 * could otherwise tell them that they were subscribed, or who is present. Nor are they told of users that nobody proved: the
 * protocol has no word for the difference, so anybody could come and go, and speak, as somebody else.
 */
export class EventCodec implements Codec<Buffer> {
  encode(event: Event, _position: Position, variant: string): Buffer {
    switch (event.kind) {
      case 'publish':
        return event.body === null ? NOTHING : publishFrame(event.channel, event.name, event.body);
      case 'edit':
      case 'delete':
        return changeFrame(event);
      case 'signal':
        return signalFrame(event, variant === 'members');
      case 'presence':
        return variant === 'members' && event.claimed === undefined ? presenceFrame(event) : NOTHING;
    }
  }

  join(frames: readonly Buffer[]): Buffer {
    return Buffer.concat(frames);
  }
}

/** An event of a channel, as live readers get it and as a cache channel repeats it. */
export function publishFrame(channel: string, name: string, body: Body): Buffer {
  if (PROTOCOL_WORDS.some((word) => name.startsWith(word))) return NOTHING;
  return eventFrame(name, channel, JSON.stringify(body.text));
}

/** Pusher knows no edits: clients that do can bind these two names. */
function changeFrame({ kind, id, target, body, channel }: LoggedEvent): Buffer {
  const data = body === null ? '' : `,"data":${body.asJson()}`;
  const change = `{"id":"${id}","target":${JSON.stringify(target)}${data}}`;
  return eventFrame(kind === 'edit' ? 'parley:edited' : 'parley:deleted', channel, JSON.stringify(change));
}

/** What clients say among themselves: its data is relayed as it came, not in a string. */
function signalFrame({ name, channel, body, sender }: Signal, tellsSender: boolean): Buffer {
  const isWhole = name.startsWith(CLIENT_EVENT) || name.startsWith(OWN_WORD);
  const event = isWhole ? name : `${CLIENT_EVENT}${name}`;
  const { userId, claimed } = sender;
  const idJson = userId === null || claimed ? null : (sender.userIdJson ?? JSON.stringify(userId));
  return eventFrame(event, channel, body.asJson(), tellsSender ? idJson : null);
}

function presenceFrame(change: PresenceChange): Buffer {
  const id = idJsonOf(change);
  const info = change.body?.asJson() ?? 'null';
  switch (change.action) {
    case 'join':
      return memberFrame(
        'pusher_internal:member_added',
        change.channel,
        `{"user_id":${id},"user_info":${info}}`,
      );
    case 'leave':
      return memberFrame('pusher_internal:member_removed', change.channel, `{"user_id":${id}}`);
    // No word of Pusher's; its clients would take another member_added for somebody new.
    case 'update':
      return memberFrame('parley:member_updated', change.channel, `{"user_id":${id},"user_info":${info}}`);
  }
}

function memberFrame(event: string, channel: string, data: string): Buffer {
  return eventFrame(event, channel, JSON.stringify(data));
}

function eventFrame(
  event: string,
  channel: string,
  dataJson: string,
  userIdJson: string | null = null,
): Buffer {
  const head = `{"event":${JSON.stringify(event)},"channel":${JSON.stringify(channel)},"data":${dataJson}`;
  return textFrame(userIdJson === null ? `${head}}` : `${head},"user_id":${userIdJson}}`);
}
