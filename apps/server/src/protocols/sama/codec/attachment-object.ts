import type { Attachment } from '../../../chat/messages/message.ts';

/** What clients and chat call the same thing of a file. What else a client writes of it stays as it is. */
const NAMES = [
  ['file_id', 'fileId'],
  ['file_name', 'fileName'],
  ['file_content_type', 'contentType'],
  ['file_size', 'size'],
  ['file_width', 'width'],
  ['file_height', 'height'],
  ['file_blur_hash', 'blurHash'],
] as const;

const TO_CHAT: ReadonlyMap<string, string> = new Map(NAMES);
const FROM_CHAT: ReadonlyMap<string, string> = new Map(NAMES.map(([theirs, ours]) => [ours, theirs]));

/** An attachment as a client wrote it. */
export type Written = Readonly<Record<string, unknown>>;

/** Whether it has a field by one of chat's own words, which would be taken for what chat means by that. */
export function isAmbiguous(written: Written): boolean {
  return Object.entries(written).some(([key, value]) =>
    // The document's own example calls a size so, of what names no file.
    key === 'size' && !Object.hasOwn(written, 'file_id') ? typeof value !== 'number' : FROM_CHAT.has(key),
  );
}

/** The same in the words of chat. What names no file is whatever the app wants it to be, and stays as it is. */
export function attachmentOf(written: Written): Attachment {
  return Object.hasOwn(written, 'file_id') ? renamed(written, TO_CHAT) : written;
}

/** An attachment as clients read it. */
export function attachmentObject(attachment: Attachment): object {
  return attachment.fileId === undefined ? attachment : renamed(attachment, FROM_CHAT);
}

function renamed(fields: Written, names: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [names.get(key) ?? key, value]));
}
