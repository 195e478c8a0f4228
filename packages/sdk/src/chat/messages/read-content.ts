import { isRecord } from '../../errors/error-report.ts';
import type { Attachment, MessageContent, SystemNote } from './chat-message.ts';

/**
 * Reads what a message says, from an event of the conversation's channel or an answer. An app's backend may publish any
 * JSON there: an object without a text is `custom`, anything else is a text, and fields of a wrong form are left out.
 */
export function readContent(data: unknown): MessageContent {
  const nothing = { text: '', attachments: [], custom: null, replyTo: null, forwardOf: null, system: null };
  if (!isRecord(data)) return { ...nothing, text: typeof data === 'string' ? data : JSON.stringify(data) };
  if (typeof data.text !== 'string') return { ...nothing, custom: data };
  return {
    text: data.text,
    attachments: Array.isArray(data.attachments) ? data.attachments.filter(isAttachment) : [],
    custom: isRecord(data.custom) ? data.custom : null,
    replyTo: text(data.replyTo),
    forwardOf: text(data.forwardOf),
    system: readSystem(data.system),
  };
}

/** The same as it is sent: without what is absent. */
export function contentBody(content: Omit<MessageContent, 'system'>): Record<string, unknown> {
  const { attachments, custom, replyTo, forwardOf } = content;
  return {
    text: content.text,
    ...(attachments.length > 0 && { attachments }),
    ...(custom && { custom }),
    ...(replyTo !== null && { replyTo }),
    ...(forwardOf !== null && { forwardOf }),
  };
}

/** Events name the user `userId` and may show more of it; answers name it `user`. */
function readSystem(value: unknown): SystemNote | null {
  if (!isRecord(value) || typeof value.kind !== 'string') return null;
  return { kind: value.kind, user: text(value.userId) ?? text(value.user) };
}

function isAttachment(value: unknown): value is Attachment {
  if (!isRecord(value)) return false;
  const isWell = (field: string, type: string): boolean =>
    value[field] === undefined || typeof value[field] === type;
  return (
    ['fileId', 'fileName', 'contentType', 'blurHash'].every((field) => isWell(field, 'string')) &&
    ['size', 'width', 'height'].every((field) => isWell(field, 'number'))
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
