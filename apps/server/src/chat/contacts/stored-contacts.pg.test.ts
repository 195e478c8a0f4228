import { expect, test } from 'vitest';
import { chatBed } from '../testing/chat-bed.ts';
import { type ContactFields, MOST_CONTACTS } from './contacts.ts';

const fields: ContactFields = { firstName: 'F', emails: [{ type: 'home', value: 'f@example.test' }] };

test('a contact is matched by each of its values, as soon as somebody has it and no longer', async () => {
  await using bed = await chatBed();
  const { contacts, users } = bed.chat;
  const ann = await bed.caller('ann');
  const book = {
    ...fields,
    emails: [
      { type: 'home', value: 'Bob@Example.test' },
      { type: 'odd', value: '+491111' },
    ],
    phones: [{ type: 'mobile', value: '+492222' }],
  };
  const [added] = await contacts.add(ann, [book]);
  const matches = async () => {
    const [contact] = await contacts.list(ann, { limit: 1 });
    return [...(contact?.emails ?? []), ...(contact?.phones ?? [])].map((way) => way.matchedUserId ?? null);
  };
  expect(added).toMatchObject(book);
  expect(await matches()).toEqual([null, null, null]);
  await users.put(bed.app, 'bob', { email: 'bob@example.test' });
  // A phone that somebody wrote among the e-mails is no e-mail of anybody.
  await users.put(bed.app, 'cyd', { phone: '+491111' });
  await users.put(bed.app, 'dan', { phone: '+492222' });
  expect(await matches()).toEqual(['bob', null, 'dan']);
  await users.put(bed.app, 'bob', { email: null });
  await users.delete({ app: bed.app, userId: 'dan', sessionId: null });
  expect(await matches()).toEqual([null, null, null]);
});

test('of changes made at once each stays, and each is a later one', async () => {
  await using bed = await chatBed();
  const { contacts } = bed.chat;
  const ann = await bed.caller('ann');
  const [added] = await contacts.add(ann, [fields]);
  const id = added?.id ?? '';
  const phones = [{ type: 'mobile', value: '+49' }];
  const changed = await Promise.all([
    contacts.update(ann, id, { company: 'Acme' }),
    contacts.update(ann, id, { lastName: 'nul \0 half \ud83d' }),
    contacts.update(ann, id, { phones }),
    contacts.update(ann, id, { emails: [] }),
  ]);
  expect(new Set(changed.map(({ updatedAt }) => updatedAt)).size).toBe(4);
  const [now] = await contacts.list(ann, { limit: 9, updatedAfter: added?.updatedAt });
  const names = { firstName: 'F', lastName: 'nul \0 half \ud83d', company: 'Acme' };
  expect(now).toMatchObject({ ...names, phones, emails: [], createdAt: added?.createdAt });
});

test('a contact without a name or a way to reach it is none, and none is larger than the bounds', async () => {
  await using bed = await chatBed();
  const { contacts } = bed.chat;
  const ann = await bed.caller('ann');
  const way = { type: 'home', value: 'v' };
  const refusals: Array<[ContactFields, string]> = [
    [{ ...fields, firstName: '' }, 'contact_without_name'],
    [{ firstName: 'F', phones: [] }, 'contact_without_way'],
    [{ ...fields, company: 'x'.repeat(256) }, 'contact_too_large'],
    [{ ...fields, phones: [{ type: 'x'.repeat(256), value: 'v' }] }, 'contact_too_large'],
    [{ ...fields, phones: new Array<typeof way>(51).fill(way) }, 'contact_too_large'],
  ];
  for (const [refused, reason] of refusals) {
    await expect(contacts.add(ann, [fields, refused])).rejects.toMatchObject({ reason });
  }
  expect(await contacts.list(ann, { limit: 9 })).toEqual([]);
  expect(await contacts.add(ann, [])).toEqual([]);
});

test('an address book is filled so far and no further, also by requests at once', async () => {
  await using bed = await chatBed();
  const { contacts } = bed.chat;
  const ann = await bed.caller('ann');
  const { ids } = bed.runtime;
  const left = 150;
  for (let there = 0; there < MOST_CONTACTS - left; there += 985) {
    const rows = Array.from({ length: 985 }, () => ({
      ...{ id: ids.next(), appId: bed.app.id, userId: 'ann', firstName: 'F', lastName: null, company: null },
      ...{ emails: '[]', phones: '[]', createdAt: 1, updatedAt: 1 },
    }));
    await bed.core.store.chat.contacts.create(rows);
  }
  const hundred = new Array<ContactFields>(100).fill(fields);
  const refused = { reason: 'too_many_contacts' };
  const results = await Promise.allSettled([contacts.add(ann, hundred), contacts.add(ann, hundred)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(results[1]).toMatchObject({ reason: refused });
  expect(await bed.core.store.chat.contacts.count(bed.app.id, 'ann')).toBe(MOST_CONTACTS - left + 100);
  await expect(contacts.add(ann, [...hundred, fields])).rejects.toMatchObject(refused);
});
