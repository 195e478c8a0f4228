import { z } from 'zod';
import { Id } from '../field.ts';
import type { FieldError } from '../input.ts';

/** Fields that several requests about messages have. */

const MAX_OWN_ID = 128;
const MAX_TEXT = 65_536;
/** Messages that one request names; the protocol itself sets no bound. */
const MOST_IDS = 1000;

/**
 * What a client calls its message: any text that a database can tell from others. The end of one must not be blank, for some
 * databases do not look at that.
 */
export const OwnId = z
  .string()
  .max(MAX_OWN_ID)
  .regex(/^[^\p{Cc}\p{Cs}]*[^\p{Cc}\p{Cs}\p{Z}]$/u);

/** What a message says. */
export const MessageText = z.string().max(MAX_TEXT);
/** What an app sends beside its messages, in words of its own. */
export const Extra = z.record(z.string(), z.unknown());
export const MessageIds = z.array(Id).max(MOST_IDS);

/** What to say of wrong {@link MessageIds}. */
export const idsError: FieldError = (value) =>
  Array.isArray(value) && value.length > 0 ? 'INCORRECT_MESSAGE_ID' : 'MESSAGE_ID_MISSED';
