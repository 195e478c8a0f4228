import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatBed, chatBed } from '../testing/chat-bed.ts';

let bed: ChatBed;
beforeAll(async () => {
  bed = await chatBed({ chat: { failedLoginsPerAccount: 2, failedLoginWindowMs: 60_000 } });
});
afterAll(async () => {
  expect(bed.failures).toEqual([]);
  await bed[Symbol.asyncDispose]();
});

test('changes at once do not undo one another, and the search sees all of them', async () => {
  const { users } = bed.chat;
  const caller = await bed.caller('ann');
  const changes = [{ firstName: 'Ann' }, { lastName: 'Lee' }, { email: 'ann@x' }, { phone: '1 2' }];
  const before = await users.find(bed.app, 'ann');
  await Promise.all(changes.map((change) => users.update(caller, change)));
  const after = await users.find(bed.app, 'ann');
  expect(after).toMatchObject({ firstName: 'Ann', lastName: 'Lee', email: 'ann@x', phone: '12' });
  expect(after?.updatedAt).toBe((before?.updatedAt ?? 0) + changes.length);
  const bob = await bed.caller('bob');
  for (const keyword of ['ANN', 'lee']) {
    expect(await users.search(bob, { keyword, limit: 9 })).toEqual([after]);
  }
});

test('e-mails and phones lead to their users, whatever way they are written', async () => {
  const { users } = bed.chat;
  const emails = ['ANN@X', 'ann@x ', 'nobody@x', ''];
  const found = await users.match(bed.app, { emails, phones: ['(1)-2', '3'] });
  expect([...found]).toEqual([
    ['ANN@X', 'ann'],
    ['ann@x ', 'ann'],
    ['(1)-2', 'ann'],
  ]);
});

test('everybody in the app may see the picture of a user', async () => {
  const { users, files } = bed.chat;
  const caller = await bed.caller('cid');
  const origin = 'http://localhost';
  const spec = { name: 'me.png', size: 10, contentType: 'image/png' };
  const [made] = await files.create(caller, [spec], origin);
  const fileId = made?.file.id ?? '';
  const user = await users.update(caller, { avatar: { fileId, blurHash: 'L6' } });
  expect(user.avatar).toEqual({ fileId, blurHash: 'L6' });
  expect((await files.publicUrls(bed.app, [fileId], origin)).get(fileId)).toContain(origin);
  expect((await users.update(caller, { avatar: null })).avatar).toBeNull();
});

test('a user who is deleted while chat makes sure of it is not taken for one that is there', async () => {
  const { users } = bed.chat;
  for (let round = 0; round < 5; round += 1) {
    await bed.caller('dan');
    await Promise.all([
      users.delete({ app: bed.app, userId: 'dan', sessionId: null }),
      users.ensure(bed.app, 'dan'),
    ]);
    await users.ensure(bed.app, 'dan');
    expect(await users.find(bed.app, 'dan')).not.toBeNull();
  }
});

test('wrong current passwords count as failed sign-ins do', async () => {
  const { users, devices } = bed.chat;
  const registration = { login: 'Eve', password: 'correct horse battery' };
  const { id } = await users.register(bed.app, registration, '192.0.2.1');
  const caller = await bed.caller(id, { address: '192.0.2.1' });
  const change = { newPassword: 'another password', currentPassword: 'wrong' };
  for (let nr = 0; nr < 2; nr += 1) {
    await expect(users.update(caller, change)).rejects.toMatchObject({ reason: 'wrong_password' });
  }
  const origin = { address: '192.0.2.2', deviceId: 'd' };
  await expect(devices.signIn(bed.app, 'eve', registration.password, origin)).rejects.toMatchObject({
    code: 'rate_limited',
  });
  bed.runtime.advance(60_000);
  await devices.signIn(bed.app, 'eve', registration.password, origin);
});
