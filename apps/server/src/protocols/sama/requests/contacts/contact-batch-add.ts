import { z } from 'zod';
import { MOST_CONTACTS_AT_ONCE } from '../../../../chat/contacts/contacts.ts';
import { contactObject } from '../../codec/contact-object.ts';
import { type Input, inputOf } from '../input.ts';
import { type Request, userRequest } from '../request.ts';
import { contactFields, NewContact } from './contact-fields.ts';

const Body = inputOf(z.strictObject({ contacts: z.array(z.unknown()).min(1).max(MOST_CONTACTS_AT_ONCE) }));
type Batch = ReturnType<typeof Body.parse>;

/** Adds several, all or none. */
export const contactBatchAdd = batchRequest('contact_batch_add', Body);

/** The same as the document has it: the request is the list itself. */
export const contacts = batchRequest('contacts', { parse: (body) => Body.parse({ contacts: body }) });

function batchRequest(name: string, input: Input<Batch>): Request {
  return userRequest(name, input, async ({ setup, caller }, batch) => {
    const fields = batch.contacts.map((one) => contactFields(NewContact.parse(one)));
    const added = await setup.chat.contacts.add(caller, fields);
    const organizationId = setup.organizations.idOf(caller.app);
    return { contacts: added.map((contact) => contactObject(contact, organizationId)) };
  });
}
