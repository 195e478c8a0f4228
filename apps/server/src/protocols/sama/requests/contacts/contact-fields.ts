import { z } from 'zod';
import { type ContactFields, MOST_WAYS } from '../../../../chat/contacts/contacts.ts';
import { text } from '../field.ts';
import { inputOf } from '../input.ts';

/** Whom it matches is for the server to say, though clients may send back what they were told. */
const Ways = z.array(z.object({ type: text(0, 255).default(''), value: text(1, 255) })).max(MOST_WAYS);

/** The fields of a contact. */
export const CONTACT_SHAPE = {
  first_name: text(2, 255).optional(),
  last_name: text(2, 255).optional(),
  company: text(2, 255).optional(),
  email: Ways.optional(),
  phone: Ways.optional(),
};

/** A new contact: it has a name, and an e-mail or a phone. */
export const NewContact = inputOf(
  z.strictObject(CONTACT_SHAPE),
  {},
  {
    rules: [
      ({ first_name, last_name }) => ((first_name ?? last_name) === undefined ? 'FULLNAME_IS_MISSED' : null),
      ({ email = [], phone = [] }) => (email.length + phone.length === 0 ? 'EMAIL_OR_PHONE_IS_MISSED' : null),
    ],
  },
);

/** What chat calls them. */
export function contactFields(input: ReturnType<typeof NewContact.parse>): ContactFields {
  const { first_name: firstName, last_name: lastName, company, email: emails, phone: phones } = input;
  return { firstName, lastName, company, emails, phones };
}
