import { z } from 'zod';
import type { Picture } from '../../../../chat/users/user.ts';
import { Id, type PictureField, text } from '../field.ts';
import { type FieldError, plain } from '../input.ts';

/** Fields that several requests about conversations have. */

const MAX_TEXT = 255;
/** As many as the largest group has members. */
const MOST_USERS = 1000;
/** Conversations that one request names; the protocol itself sets no bound. */
const MOST_CIDS = 500;

/** A name or a description. */
export const ShortText = text(1, MAX_TEXT);
export const UserIds = z.array(Id).max(MOST_USERS);
export const Cids = z.array(Id).max(MOST_CIDS);

/** What to say of wrong {@link Cids}. */
export const cidsError: FieldError = (value) =>
  Array.isArray(value) && value.length > MOST_CIDS
    ? plain(`"cids" must contain less than or equal to ${MOST_CIDS} items`)
    : 'CIDS_REQUIRED';

/** A picture in the words of chat. */
export function pictureOf(field: z.output<typeof PictureField>): Picture {
  return { fileId: field.file_id, fileName: field.file_name, blurHash: field.file_blur_hash };
}
