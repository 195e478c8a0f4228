import { createHash } from 'node:crypto';
import type { LoggedEvent } from '../../../core/event/event.ts';
import type { Chance } from '../../../runtime/chance.ts';
import type { MessageExtras } from './message-extras.ts';

/** Ends every uuid that holds the id of an event: tells them from others of their version. */
const MARK = '706172';
const OF_EVENT = new RegExp(
  `^([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-8([0-9a-f]{3})-([0-9a-f]{6})${MARK}$`,
);
const CANONICAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What uuids of channels are derived under; made once, at random. */
const CHANNELS = Buffer.from('5d1c8a52b7e94e0f9a6f3c1e7b24d8a1', 'hex');

/** The uuid of an event that got none from its publisher: its id, in the form of a uuid of version 8. */
export function uuidOfEventId(id: string): string {
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-8${id.slice(12, 15)}-8${id.slice(15, 18)}-${id.slice(18, 24)}${MARK}`;
}

/** The id of the event whose uuid was made by {@link uuidOfEventId}; null for any other. */
export function eventIdOfUuid(uuid: string): string | null {
  return OF_EVENT.exec(uuid)?.slice(1).join('') ?? null;
}

/** The uuid by which clients know a message: its publisher's own, or else made of its id. */
export function eventUuid(
  { id, clientId }: Pick<LoggedEvent, 'id' | 'clientId'>,
  extras: MessageExtras | null,
): string {
  return extras?.uuid ?? givenUuid(clientId) ?? uuidOfEventId(id);
}

/** The uuid of the message that an edit or a deletion is about. */
export function targetUuid(
  { id, target, targetClientId }: Pick<LoggedEvent, 'id' | 'target' | 'targetClientId'>,
  extras: MessageExtras | null,
): string {
  return extras?.uuid ?? givenUuid(targetClientId) ?? uuidOfEventId(target ?? id);
}

/** A uuid by chance (version 4). */
export function randomUuid(chance: Chance): string {
  return uuidOfBytes(chance.bytes(16), 4);
}

/** The uuid of a channel: always the same for the same name in the same app (version 5). */
export function uuidOfChannel(appId: string, channel: string): string {
  const digest = createHash('sha1').update(CHANNELS).update(`${appId}\n${channel}`).digest();
  return uuidOfBytes(digest.subarray(0, 16), 5);
}

/** Whether a text is a uuid in the form in which this protocol writes them. */
export function isUuid(text: string): boolean {
  return CANONICAL.test(text);
}

/**
 * A uuid in any of the forms that are read: with or without hyphens, in braces, as a URN, in capitals. Null if it is none.
 */
export function readUuid(text: string): string | null {
  const hex = text
    .replace(/^urn:uuid:/i, '')
    .replace(/^\{(.*)\}$/, '$1')
    .replaceAll('-', '')
    .toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex) ? hyphenated(hex) : null;
}

function givenUuid(clientId: string | null | undefined): string | null {
  return clientId !== null && clientId !== undefined && isUuid(clientId) ? clientId : null;
}

function uuidOfBytes(bytes: Uint8Array, version: number): string {
  const marked = Buffer.from(bytes);
  marked[6] = ((marked[6] ?? 0) & 0x0f) | (version << 4);
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  return hyphenated(marked.toString('hex'));
}

function hyphenated(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
