import type { ParleyError } from '../../core/errors/parley-error.ts';
import type { Event, LoggedEvent, PresenceChange, Signal } from '../../core/event/event.ts';
import { formatPosition, type Position } from '../../core/event/position.ts';
import type { FeedStart } from '../../core/hub/reader.ts';
import type { Member } from '../../core/presence/member.ts';

/**
 * An event as the JSON text of a `FeedItem` (`feed-item.ts`), for any transport to splice into its frame. The body's
 * own text goes in unchanged, so it may hold line breaks between its tokens: a line-based framing must mind them.
 *
 * Pure; call it once per event, not once per reader.
 *
 * @param position where the channel stands after this event, as in `Codec.encode`.
 */
export function feedItemJson(event: Event, position: Position): string {
  switch (event.kind) {
    case 'publish':
    case 'edit':
    case 'delete':
      return loggedJson(event, position);
    case 'signal':
      return signalJson(event);
    case 'presence':
      return presenceJson(event);
  }
}

/** The `subscribed` item: what a reader is told before its first event. */
export function startedJson(start: FeedStart): string {
  const members = start.members === null ? 'null' : `[${start.members.map(memberJson).join(',')}]`;
  const position = quoted(formatPosition(start.position));
  return `{"type":"subscribed","position":${position},"recovery":"${start.recovery}","members":${members}}`;
}

/** The `gap` item: events before `position` were lost to this reader. */
export function gapJson(position: Position): string {
  return `{"type":"gap","position":${quoted(formatPosition(position))}}`;
}

/** The `revoked` item: the server ended the subscription, and why. */
export function revokedJson(reason: ParleyError): string {
  return `{"type":"revoked","error":${JSON.stringify(reason.report())}}`;
}

function loggedJson(event: LoggedEvent, position: Position): string {
  return (
    `{"type":"event","kind":"${event.kind}","id":${quoted(event.id)}` +
    `,"position":${quoted(formatPosition(position))},"name":${quoted(event.name)}` +
    `,"data":${event.body === null ? 'null' : event.body.asJson()},"at":${event.at}` +
    `,"user":${quoted(event.sender.userId)}${claimedJson(event.sender)},"clientId":${quoted(event.clientId)}` +
    `,"target":${quoted(event.target)}${extrasJson(event)}}`
  );
}

function signalJson(event: Signal): string {
  return (
    `{"type":"signal","name":${quoted(event.name)},"data":${event.body.asJson()}` +
    `,"at":${event.at},"user":${quoted(event.sender.userId)}${claimedJson(event.sender)}${extrasJson(event)}}`
  );
}

function presenceJson(event: PresenceChange): string {
  const shown = event.action === 'leave' ? null : event.body;
  return (
    `{"type":"presence","action":"${event.action}","user":${quoted(event.userId)}${claimedJson(event)}` +
    `,"data":${shown === null ? 'null' : shown.asJson()},"at":${event.at},"count":${event.count}}`
  );
}

function memberJson(member: Member): string {
  const data = member.body === null ? 'null' : member.body.asJson();
  return `{"user":${quoted(member.userId)}${claimedJson(member)},"data":${data},"joinedAt":${member.joinedAt}}`;
}

/** Says that nobody proved the user that was just written; nothing where somebody did. */
function claimedJson({ claimed }: { readonly claimed?: true }): string {
  return claimed ? ',"claimed":true' : '';
}

/** What else was said of it; nothing where nothing was. */
function extrasJson({ extras }: LoggedEvent | Signal): string {
  return extras === undefined ? '' : `,"extras":${extras.asJson()}`;
}

function quoted(text: string | null): string {
  return text === null ? 'null' : JSON.stringify(text);
}
