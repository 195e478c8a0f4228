import type { Contact, ContactWay } from '../../../chat/contacts/contacts.ts';
import { isoDate } from './iso-date.ts';
import { withoutNulls } from './user-objects.ts';

/** A contact as clients know it. */
export function contactObject(contact: Contact, organizationId: string): object {
  const { id, userId, firstName, lastName, company, emails, phones, createdAt, updatedAt } = contact;
  return {
    _id: id,
    organization_id: organizationId,
    user_id: userId,
    ...withoutNulls({ first_name: firstName, last_name: lastName, company }),
    ...(emails.length === 0 ? {} : { email: emails.map(wayObject) }),
    ...(phones.length === 0 ? {} : { phone: phones.map(wayObject) }),
    created_at: isoDate(createdAt),
    updated_at: isoDate(updatedAt),
  };
}

function wayObject({ type, value, matchedUserId }: ContactWay): object {
  return { type, value, ...(matchedUserId === undefined ? {} : { matched_user_id: matchedUserId }) };
}
