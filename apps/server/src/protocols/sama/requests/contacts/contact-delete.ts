import { z } from 'zod';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

const Body = inputOf(z.strictObject({ id: Id }), { id: 'CONTACT_ID_MISSED' });

/** Removes a contact. That there is none, or that it is somebody else's, is no error: then nothing happens. */
export const contactDelete = userRequest('contact_delete', Body, async ({ setup, caller }, { id }) => {
  await setup.chat.contacts.delete(caller, id);
  return SUCCESS;
});
