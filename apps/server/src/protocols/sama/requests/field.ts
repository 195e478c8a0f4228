import { z } from 'zod';

/** Kinds of fields that many requests have. */

const MAX_ID = 255;
const MAX_DEVICE_ID = 255;
/** What not every database can hold. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** An id of anything. Users whom an app's backend names have ids of any form. */
export const Id = z.string().min(1).max(MAX_ID);

/** What a client calls itself: a text, or a number, which is the same as its digits. */
export const DeviceId = z
  .union([z.string().min(1).max(MAX_DEVICE_ID), z.number()])
  .transform((value) => String(value).replaceAll(UNSTORABLE, '\ufffd'));

/** A moment: ms since 1970, or a date as text. As ms; an empty text is as good as none. */
export const Moment = z.union([z.number().min(0), z.string().max(40)]).transform((value, context) => {
  if (value === '') return undefined;
  const at = typeof value === 'number' ? value : Date.parse(value);
  if (Number.isFinite(at)) return Math.floor(at);
  context.addIssue({ code: 'custom', message: 'is no date' });
  return z.NEVER;
});

/** Later than, or earlier than. An empty one bounds nothing. */
export const Moments = z.strictObject({ gt: Moment.optional(), lt: Moment.optional() });

/** How many at most; asking for more than there may be gives as many as there may be. */
export const Limit = z.number().int().min(1).max(1_000_000);

/** Text of so many characters. */
export function text(min: number, max: number) {
  return z.string().min(min).max(max);
}

/** A picture, as users and groups have them. */
export const PictureField = z.strictObject({
  file_id: Id,
  file_name: text(0, 255).optional(),
  file_blur_hash: text(0, 255).optional(),
});
