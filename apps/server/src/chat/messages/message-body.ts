import { z } from 'zod';
import type { Body } from '../../core/event/body.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import { type MessageBody, SystemNote } from './message.ts';
import { isShallow } from './nesting.ts';

const Attachments = z.array(
  z.looseObject({
    fileId: z.string().exactOptional(),
    fileName: z.string().exactOptional(),
    contentType: z.string().exactOptional(),
    size: z.number().exactOptional(),
    width: z.number().exactOptional(),
    height: z.number().exactOptional(),
    blurHash: z.string().exactOptional(),
  }),
);
const Custom = z.record(z.string(), z.unknown());

/**
 * What a message says. Through chat every message has this form; but an app's backend may publish an event named `message`
 * on the channel itself, with any body, and then: a text is the text of the message, an object without a `text` is its
 * `custom`, other JSON, and such as nests too deeply, is a text as it stands, and fields of another form than they should have are left out.
 */
export function readMessageBody(body: Body): MessageBody {
  const value = body.value();
  if (!isObject(value)) return { text: typeof value === 'string' ? value : body.text };
  const { text, attachments, custom, replyTo, forwardOf, system } = value;
  if (typeof text !== 'string') return isShallow(value) ? { text: '', custom: value } : { text: body.text };
  return {
    text,
    ...optional('attachments', Attachments, attachments),
    ...optional('custom', Custom, custom),
    ...optional('replyTo', z.string(), replyTo),
    ...optional('forwardOf', z.string(), forwardOf),
    ...optional('system', SystemNote, system),
  };
}

/** The same of a stored event, as it was edited last; null once it was deleted. */
export function currentBody(event: StoredEvent): MessageBody | null {
  const body = event.edit?.body ?? event.body;
  return body === null || event.deletedAt !== null ? null : readMessageBody(body);
}

function optional<Name extends string, Schema extends z.ZodType>(
  name: Name,
  schema: Schema,
  value: unknown,
): { [Key in Name]?: z.output<Schema> } {
  if (value === undefined) return {};
  const read = schema.safeParse(value);
  const field: { [Key in Name]?: z.output<Schema> } = {};
  if (read.success && isShallow(read.data)) field[name] = read.data;
  return field;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
