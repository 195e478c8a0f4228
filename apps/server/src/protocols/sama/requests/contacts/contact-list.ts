import { z } from 'zod';
import { contactObject } from '../../codec/contact-object.ts';
import { Id, Limit, Moment } from '../field.ts';
import { inputOf, plain } from '../input.ts';
import { userRequest } from '../request.ts';

const MOST = 100;
const MOST_IDS = 10;

const Body = inputOf(
  z.strictObject({
    updated_at: Moment.optional(),
    limit: Limit.optional(),
    ids: z.array(Id).max(MOST_IDS).optional(),
  }),
  { ids: plain(`"ids" must contain less than or equal to ${MOST_IDS} items`) },
);

/** The user's address book, the newest first; with `updated_at` only what was changed later. */
export const contactList = userRequest('contact_list', Body, async ({ setup, caller }, input) => {
  const found = await setup.chat.contacts.list(caller, {
    limit: Math.min(input.limit ?? MOST, MOST),
    updatedAfter: input.updated_at,
    ids: input.ids,
  });
  const organizationId = setup.organizations.idOf(caller.app);
  return { contacts: found.map((contact) => contactObject(contact, organizationId)) };
});
