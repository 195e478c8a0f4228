import { router } from '../../base/trpc.ts';
import { addContact } from './add-contact.ts';
import { addContacts } from './add-contacts.ts';
import { listContacts } from './list-contacts.ts';
import { removeContact } from './remove-contact.ts';
import { updateContact } from './update-contact.ts';

/** The caller's address book. */
export const contactsRouter = router({
  add: addContact,
  addMany: addContacts,
  update: updateContact,
  list: listContacts,
  remove: removeContact,
});
