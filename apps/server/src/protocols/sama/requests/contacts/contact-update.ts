import { z } from 'zod';
import { contactObject } from '../../codec/contact-object.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';
import { CONTACT_SHAPE, contactFields } from './contact-fields.ts';

const Body = inputOf(z.strictObject({ id: Id, ...CONTACT_SHAPE }), { id: 'CONTACT_ID_MISSED' });

/** Changes what is given of a contact of the user's own. */
export const contactUpdate = userRequest('contact_update', Body, async ({ setup, caller }, input) => {
  const { id, ...fields } = input;
  const contact = await setup.chat.contacts.update(caller, id, contactFields(fields));
  return { contact: contactObject(contact, setup.organizations.idOf(caller.app)) };
});
