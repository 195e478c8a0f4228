import { BROADCAST_SIGNAL } from '../../../core/channels/publisher.ts';
import type { Body } from '../../../core/event/body.ts';
import type { Event, LoggedEvent, PresenceChange, Signal } from '../../../core/event/event.ts';
import type { Position } from '../../../core/event/position.ts';
import type { Codec } from '../../../core/hub/codec.ts';
import { BROADCAST_CHANNEL } from '../../../core/rules/built-in-rules.ts';
import { binaryFrame, textFrame } from '../../../wire/server-frame.ts';
import { type Frame, NO_FRAME } from './frame.ts';
import { BROADCAST_RID, type ServerWord } from './server-word.ts';

/**
 * Events as this protocol's frames. All readers share one; every text goes through JSON, whatever it contains.
 *
 * The protocol has no word for edits, deletions, changes of what a member shows, and signals that are not the app's own
 * broadcasts: those become {@link NO_FRAME}.
 */
export class RoomCodec implements Codec<Frame> {
  readonly #binary = new WeakSet<Body>();

  /**
   * The message with this body came as a binary frame and is to leave as one. Holds while the body itself travels: what is
   * read from a log again leaves as text.
   */
  markBinary(body: Body): void {
    this.#binary.add(body);
  }

  encode(event: Event, _position: Position, _variant: string): Frame {
    switch (event.kind) {
      case 'publish':
        return this.#message(event);
      case 'signal':
        return broadcast(event);
      case 'presence':
        return presence(event);
      case 'edit':
      case 'delete':
        return NO_FRAME;
    }
  }

  join(frames: readonly Frame[]): Frame {
    const said = frames.filter(({ messages }) => messages > 0);
    return {
      bytes: Buffer.concat(said.map(({ bytes }) => bytes)),
      messages: said.reduce((sum, { messages }) => sum + messages, 0),
    };
  }

  #message({ body, channel }: LoggedEvent): Frame {
    if (body === null) return NO_FRAME;
    const text = `{"data":${body.asJson()},"source":"user","rid":${JSON.stringify(channel)}}`;
    return one(this.#binary.has(body) ? binaryFrame(Buffer.from(text)) : textFrame(text));
  }
}

/** Somebody came to a room or left it. */
export function memberFrame(
  word: Extract<ServerWord, 'SOMEONE_JOINED_THE_ROOM' | 'SOMEONE_LEFT_THE_ROOM'>,
  member: { readonly userId: string; readonly body: Body | null; readonly channel: string },
): Frame {
  const uid = JSON.stringify(member.userId);
  const metadata = member.body?.asJson() ?? '""';
  const rid = JSON.stringify(member.channel);
  return one(
    textFrame(`{"data":"${word}","uid":${uid},"metadata":${metadata},"source":"server","rid":${rid}}`),
  );
}

function presence(change: PresenceChange): Frame {
  switch (change.action) {
    case 'join':
      return memberFrame('SOMEONE_JOINED_THE_ROOM', change);
    case 'leave':
      return memberFrame('SOMEONE_LEFT_THE_ROOM', change);
    case 'update':
      return NO_FRAME;
  }
}

function broadcast({ name, body, channel, to }: Signal): Frame {
  if (name !== BROADCAST_SIGNAL) return NO_FRAME;
  const data = `{"data":${body.asJson()},"source":"admin"`;
  if (channel !== BROADCAST_CHANNEL) return one(textFrame(`${data},"rid":${JSON.stringify(channel)}}`));
  if (to === null) return one(textFrame(`${data},"rid":"${BROADCAST_RID}"}`));
  const uid = JSON.stringify(to);
  return one(textFrame(`${data},"rid":${uid},"uid":${uid}}`));
}

function one(bytes: Buffer): Frame {
  return { bytes, messages: 1 };
}
