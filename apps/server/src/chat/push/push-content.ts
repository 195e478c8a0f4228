import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { type ChatUser, displayName } from '../users/user.ts';
import type { PushContent } from './pushes.ts';

/** Bytes of JSON. The services take 4096 of everything, encryption and their own words included. */
const MOST_BYTES = 3000;
const MOST_TITLE = 200;
const MOST_URL = 1000;

/** What a message is announced with. */
export function announcement(
  sender: ChatUser | null,
  { id: cid, kind, name }: Conversation,
  message: { readonly id: string; readonly text: string; readonly attachmentUrl: string | null },
): PushContent {
  const who = sender ? displayName(sender) : '';
  const title = kind === 'group' && name !== null ? `${who} | ${name}` : who;
  const { attachmentUrl } = message;
  return fitted({
    title: cut(title, MOST_TITLE),
    body: message.text,
    cid,
    messageId: message.id,
    ...(attachmentUrl !== null && attachmentUrl.length <= MOST_URL && { firstAttachmentUrl: attachmentUrl }),
  });
}

/**
 * Cuts the text of a message so that all of it is small enough for the services.
 *
 * @throws ParleyError `payload_too_large` if it is too large without the text.
 */
export function fitted(content: PushContent): PushContent {
  const { body = '', ...others } = content;
  if (bytesOf(content) <= MOST_BYTES) return content;
  if (bytesOf({ ...others, body: '…' }) > MOST_BYTES) {
    throw new ParleyError(
      'payload_too_large',
      `What a device is told has at most ${MOST_BYTES} bytes of JSON.`,
    );
  }
  let length = Math.min(body.length, MOST_BYTES);
  for (;;) {
    const shorter = { ...content, body: `${cut(body, length)}…` };
    const over = bytesOf(shorter) - MOST_BYTES;
    if (over <= 0) return shorter;
    // A character takes at most six bytes, so this never takes away more than is needed, and always something.
    length -= Math.max(1, Math.floor(over / 6));
  }
}

/** The first so many characters, and no half of one. */
function cut(text: string, length: number): string {
  const start = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(start) ? start.slice(0, -1) : start;
}

function bytesOf(content: PushContent): number {
  return Buffer.byteLength(JSON.stringify(content));
}
