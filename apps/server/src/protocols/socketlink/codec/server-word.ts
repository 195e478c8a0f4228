import { textFrame } from '../../../wire/server-frame.ts';

/** What the server says in its own name, to one client. Words the original never sends are explained in the README. */
export type ServerWord =
  | 'INVALID_JSON'
  | 'NO_SUBSCRIPTION_FOUND'
  | 'MESSAGING_DISABLED'
  | 'YOU_ARE_RATE_LIMITED'
  | 'RATE_LIMIT_LIFTED'
  | 'MESSAGE_DROPPED'
  | 'MESSAGE_SIZE_EXCEEDED'
  | 'MESSAGE_NOT_DELIVERED'
  | 'CONNECTED_TO_ROOM'
  | 'SOMEONE_JOINED_THE_ROOM'
  | 'SOMEONE_LEFT_THE_ROOM';

/** Where global broadcasts say they come from. */
export const BROADCAST_RID = 'SOCKETLINK_BROADCAST';

/** Asks the client for an answer whose time is taken. */
export const LATENCY_PROBE = textFrame('{"source":"latency"}');

const bare = new Map<ServerWord, Buffer>();

/** `{"data":<word>,"source":"server"}`. Made once for each word. */
export function serverFrame(word: ServerWord): Buffer {
  const known = bare.get(word) ?? textFrame(`{"data":"${word}","source":"server"}`);
  bare.set(word, known);
  return known;
}

/** The same about a room. */
export function roomFrame(word: ServerWord, rid: string): Buffer {
  return textFrame(`{"data":"${word}","source":"server","rid":${JSON.stringify(rid)}}`);
}

/** So many messages are missing in this place. */
export function droppedFrame(count: number): Buffer {
  return textFrame(`{"data":"MESSAGE_DROPPED","source":"server","count":${count}}`);
}

/** The client was banned from a room; its connection stays. */
export function roomBanFrame(rid: string): Buffer {
  return textFrame(`{"data":"YOU_HAVE_BEEN_BANNED","source":"admin","rid":${JSON.stringify(rid)}}`);
}
