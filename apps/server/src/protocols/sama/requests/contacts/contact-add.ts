import { contactObject } from '../../codec/contact-object.ts';
import { userRequest } from '../request.ts';
import { contactFields, NewContact } from './contact-fields.ts';

/** Adds somebody to the user's address book. */
export const contactAdd = userRequest('contact_add', NewContact, async ({ setup, caller }, input) => {
  const contacts = await setup.chat.contacts.add(caller, [contactFields(input)]);
  const [contact] = contacts.map((one) => contactObject(one, setup.organizations.idOf(caller.app)));
  return { contact };
});
