import { z } from 'zod';
import { type Contact, MOST_CHARACTERS, MOST_WAYS } from '../../../chat/contacts/contacts.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, Timestamp, UserId } from '../../models/names.ts';

const line = z
  .string()
  .min(1)
  .max(MOST_CHARACTERS)
  .regex(
    /^(?!\s)[^\p{Cc}\p{Cs}]+(?<!\s)$/u,
    'must not hold control characters or begin or end with white space',
  );

const type = line.max(64).meta({ description: 'What it is to the user.', examples: ['work'] });

const ways = listOf(z.object({ type, value: line }), MOST_WAYS);

/** What a contact is made of. */
export const contactFields = {
  firstName: line.optional(),
  lastName: line.optional(),
  company: line.optional(),
  emails: ways.optional(),
  phones: ways.optional(),
};

/** What can be changed of one; null removes. */
export const contactChange = {
  ...contactFields,
  firstName: line.nullable().optional(),
  lastName: line.nullable().optional(),
  company: line.nullable().optional(),
};

const Way = z
  .object({
    type: z.string(),
    value: z.string(),
    user: UserId.optional().meta({ description: 'Who of the app has this e-mail or phone.' }),
  })
  .meta({ id: 'ContactWay' });

/** An entry of a user's address book. */
export const ContactModel = z
  .object({
    id: ObjectId,
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    company: z.string().nullable(),
    emails: z.array(Way),
    phones: z.array(Way),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Contact' });

export function contactModel({
  userId: _owner,
  emails,
  phones,
  ...rest
}: Contact): z.infer<typeof ContactModel> {
  return { ...rest, emails: emails.map(wayModel), phones: phones.map(wayModel) };
}

function wayModel({ type, value, matchedUserId }: Contact['emails'][number]): z.infer<typeof Way> {
  return { type, value, ...(matchedUserId !== undefined && { user: matchedUserId }) };
}
