import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken } from '../../../apps/server/test/harness/app-token.ts';
import { adminRest } from '../../../apps/server/test/harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../../../apps/server/test/harness/test-server.ts';
import { memoryStorage } from './chat/account/account-storage.ts';
import { chatAccount } from './chat/account/chat-account.ts';
import type { Conversation } from './chat/conversation/conversation.ts';
import { createParley } from './chat/create-chat-parley.ts';
import { localStorageOutbox } from './outbox/local-storage-outbox.ts';
import { cuttableProxy } from './testing/cuttable-proxy.ts';
import { mapStorage } from './testing/map-storage.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

const client = (sub: string, url = server.url) =>
  createParley({ url, key: APP_KEY, token: () => appToken({ sub }) });

/** A group of these users, the first of them its owner. */
async function groupOf(owner: string, ...others: string[]): Promise<string> {
  for (const user of others) await adminRest(server)('PUT', `/chat/users/${user}`, {});
  using parley = client(owner);
  const made = await parley.chat.createConversation({ kind: 'group', name: 'group', participants: others });
  return made.id;
}

const texts = ({ messages }: Conversation): string[] => messages.items.map(({ text }) => text);
const statuses = ({ messages }: Conversation): string[] => messages.items.map(({ status }) => status);

test('what one says the others see at once: new, edited, deleted, reacted to, read, and who is writing', async () => {
  const id = await groupOf('ann', 'bob');
  using ann = client('ann');
  using bob = client('bob');
  using hers = ann.chat.conversation(id);
  using his = bob.chat.conversation(id);
  await Promise.all([hers.ready, his.ready]);
  expect(hers.info).toMatchObject({ kind: 'group', name: 'group', role: 'owner', memberCount: 2 });

  his.typing();
  await expect.poll(() => hers.typers).toEqual(['bob']);
  const sent = his.send('hello');
  expect(his.messages.items).toMatchObject([{ id: null, text: 'hello', status: 'sending', isOwn: true }]);
  const { key } = his.messages.items[0] ?? {};
  const receipt = await sent;
  await expect.poll(() => statuses(his)).toEqual(['sent']);
  expect(his.messages.items).toMatchObject([{ key, id: receipt.id, sender: 'bob', isRead: false }]);
  await expect.poll(() => texts(hers)).toEqual(['hello']);
  expect(hers.typers).toEqual([]);
  expect(hers.unread).toBe(1);

  await hers.markRead();
  expect(hers.unread).toBe(0);
  await expect.poll(() => his.messages.items[0]?.isRead).toBe(true);
  await hers.react(receipt.id, { add: '👍' });
  await expect
    .poll(() => his.messages.items[0]?.reactions)
    .toEqual([{ reaction: '👍', count: 1, own: false }]);
  await expect
    .poll(() => hers.messages.items[0]?.reactions)
    .toEqual([{ reaction: '👍', count: 1, own: true }]);
  expect(await hers.reactionsOf(receipt.id)).toEqual([{ reaction: '👍', users: ['ann'] }]);

  await his.edit(receipt.id, 'hello all');
  expect(texts(his)).toEqual(['hello all']);
  await expect.poll(() => texts(hers)).toEqual(['hello all']);
  expect(hers.messages.items[0]?.editedAt).toBeGreaterThan(0);
  const answer = await hers.send({ text: 'welcome', replyTo: receipt.id, custom: { mood: 'glad' } });
  await expect
    .poll(() => his.messages.items[1])
    .toMatchObject({ replyTo: receipt.id, custom: { mood: 'glad' } });
  await his.delete(receipt.id, { for: 'everyone' });
  await expect.poll(() => texts(hers)).toEqual(['welcome']);
  expect(texts(his)).toEqual(['welcome']);
  await his.delete(answer.id, { for: 'me' });
  expect(texts(his)).toEqual([]);
  expect(texts(hers)).toEqual(['welcome']);
  expect((await hers.members()).map((member) => [member.id, member.role])).toEqual([
    ['ann', 'owner'],
    ['bob', 'member'],
  ]);
});

test('over a connection that is cut again and again every message is shown once, in order, and read exactly', async () => {
  const id = await groupOf('cut-ann', 'cut-bob');
  await using proxy = await cuttableProxy(server.url);
  using ann = client('cut-ann', proxy.url);
  using bob = client('cut-bob', proxy.url);
  using hers = ann.chat.conversation(id);
  using his = bob.chat.conversation(id);
  using list = bob.chat.conversations();
  await Promise.all([hers.ready, his.ready, list.ready]);
  const shown: string[][] = [];
  his.messages.subscribe(() => shown.push(texts(his)));
  const all = Array.from({ length: 60 }, (_, n) => String(n));
  await Promise.all(
    all.map((text, n) => {
      const sent = hers.send(text);
      return n % 20 === 10 ? sent.finally(() => proxy.cut()) : sent;
    }),
  );
  await expect.poll(() => texts(his), { timeout: 10_000 }).toEqual(all);
  await expect.poll(() => texts(hers)).toEqual(all);
  expect(statuses(hers)).toEqual(all.map(() => 'sent'));
  for (const moment of shown) {
    expect(new Set(moment).size).toBe(moment.length);
    expect(moment).toEqual([...moment].sort((one, other) => Number(one) - Number(other)));
  }
  await expect.poll(() => his.unread).toBe(60);
  await expect.poll(() => list.items[0]).toMatchObject({ id, unread: 60, lastMessage: { text: '59' } });
  await his.markRead();
  await expect.poll(() => list.items[0]).toMatchObject({ id, unread: 0 });
  await expect.poll(() => hers.messages.items.every(({ isRead }) => isRead)).toBe(true);
});

test('what was said without a connection is sent by the next client of the same store, and shown as on its way', async () => {
  const id = await groupOf('off-ann', 'off-bob');
  const storage = mapStorage();
  const options = { key: APP_KEY, token: () => appToken({ sub: 'off-ann' }) };
  const kept = () => ({ ...options, outboxStore: localStorageOutbox('off-ann', storage) });
  {
    using offline = createParley({ ...kept(), url: 'http://127.0.0.1:1' });
    using conversation = offline.chat.conversation(id);
    conversation.send('one');
    conversation.send('two');
    expect(texts(conversation)).toEqual(['one', 'two']);
    expect(statuses(conversation)).toEqual(['sending', 'sending']);
  }
  using online = createParley({ ...kept(), url: server.url });
  using conversation = online.chat.conversation(id);
  await conversation.ready;
  await expect.poll(() => statuses(conversation)).toEqual(['sent', 'sent']);
  expect(texts(conversation)).toEqual(['one', 'two']);
  expect(storage.length).toBe(0);
});

test('a refused message stays as failed until it is sent again or discarded', async () => {
  const id = await groupOf('mute-ann', 'mute-bob');
  using bob = client('mute-bob');
  using his = bob.chat.conversation(id);
  await his.ready;
  await expect(his.send('')).rejects.toMatchObject({ reason: 'message_empty' });
  expect(his.messages.items).toMatchObject([{ status: 'failed', error: { reason: 'message_empty' } }]);
  const [failed] = his.messages.items;
  await expect(his.messages.retry(failed?.clientId ?? '')).rejects.toMatchObject({ code: 'bad_request' });
  expect(statuses(his)).toEqual(['failed']);
  expect(his.messages.discard(failed?.clientId ?? '')).toBe(true);
  expect(his.messages.items).toEqual([]);
});

test('a list shows conversations as they begin, move, change and end', async () => {
  await groupOf('list-ann', 'list-bob');
  using ann = client('list-ann');
  using bob = client('list-bob');
  using his = bob.chat.conversations();
  await his.ready;
  expect(his.items).toMatchObject([{ name: 'group', unread: 0 }]);
  const group = his.items[0]?.id ?? '';
  const direct = await ann.chat.createConversation({ kind: 'private', participants: ['list-bob'] });
  await expect.poll(() => his.items.map(({ id }) => id)).toEqual([direct.id, group]);
  using hers = ann.chat.conversation(group);
  await hers.ready;
  const { id: first } = await hers.send('one');
  await hers.send('two');
  await expect.poll(() => his.items[0]).toMatchObject({ id: group, unread: 2, lastMessage: { text: 'two' } });
  await hers.delete(first, { for: 'everyone' });
  await expect.poll(() => his.items[0]?.unread).toBe(1);
  await hers.update({ name: 'renamed' });
  await expect.poll(() => his.items[0]?.name).toBe('renamed');
  using own = ann.chat.conversations();
  await own.ready;
  await hers.send('three');
  expect(own.items[0]).toMatchObject({ id: group, unread: 0, lastMessage: { text: 'three', isOwn: true } });
  using inside = bob.chat.conversation(group);
  await inside.ready;
  await hers.removeMembers(['list-bob']);
  await expect.poll(() => his.items.map(({ id }) => id)).toEqual([direct.id]);
  await expect.poll(() => inside.status).toBe('ended');
  expect(inside.error).toMatchObject({ retry: 'never' });
});

test('older messages are read page by page, without holes', async () => {
  const id = await groupOf('old-ann', 'old-bob');
  using ann = client('old-ann');
  using hers = ann.chat.conversation(id, { pageSize: 10 });
  await hers.ready;
  const all = Array.from({ length: 25 }, (_, n) => String(n));
  for (const text of all) await hers.send(text);
  using again = ann.chat.conversation(id, { pageSize: 10 });
  await again.ready;
  expect(texts(again)).toEqual(all.slice(15));
  await Promise.all([again.messages.loadOlder(), again.messages.loadOlder()]);
  expect(texts(again)).toEqual(all.slice(5));
  while (again.messages.hasOlder) await again.messages.loadOlder();
  expect(texts(again)).toEqual(all);
});

test('files are uploaded, attached, and fetched by the others', async () => {
  const id = await groupOf('file-ann', 'file-bob');
  using ann = client('file-ann');
  using bob = client('file-bob');
  const progress: number[] = [];
  const file = { name: 'note.txt', contentType: 'text/plain', data: new TextEncoder().encode('dear bob') };
  const attachment = await ann.chat.upload(file, { onProgress: (part) => progress.push(part) });
  expect(attachment).toMatchObject({ fileName: 'note.txt', contentType: 'text/plain', size: 8 });
  expect(progress).toEqual([0, 1]);
  using hers = ann.chat.conversation(id);
  await hers.send({ attachments: [attachment] });
  using his = bob.chat.conversation(id);
  await his.ready;
  expect(his.messages.items[0]?.attachments).toEqual([attachment]);
  const urls = await bob.chat.fileUrls([attachment.fileId]);
  expect(await (await fetch(urls[attachment.fileId] ?? '')).text()).toBe('dear bob');
});

test('people: who one is, others, contacts, blocks and who is there', async () => {
  await groupOf('who-ann', 'who-bob');
  using ann = client('who-ann');
  const { chat } = ann;
  expect(await chat.updateMe({ firstName: 'Ann' })).toMatchObject({ id: 'who-ann', firstName: 'Ann' });
  expect(await chat.me()).toMatchObject({ firstName: 'Ann' });
  expect(await chat.users.list(['who-bob'])).toMatchObject([{ id: 'who-bob' }]);
  const contact = await chat.contacts.add({ firstName: 'Bob', phones: [{ type: 'home', value: '5551234' }] });
  expect((await chat.contacts.list()).contacts).toMatchObject([{ id: contact.id, firstName: 'Bob' }]);
  await chat.contacts.remove(contact.id);
  await chat.blocks.block('who-bob');
  expect(await chat.blocks.list()).toEqual(['who-bob']);
  await chat.blocks.unblock('who-bob');
  const seen: boolean[] = [];
  const stop = chat.activity.watch(['who-bob'], ({ online }) => seen.push(online));
  await expect.poll(() => seen).toEqual([false]);
  using bob = client('who-bob');
  await bob.chat.me();
  await expect.poll(() => seen).toEqual([false, true]);
  stop();
});

test('an account signs in, gives its clients tokens, renews them once for all who share them, and signs out', async () => {
  const storage = memoryStorage();
  const options = { url: server.url, key: APP_KEY, storage };
  const account = chatAccount(options);
  const password = 'correct horse battery';
  await account.register({ login: 'acc', password });
  await expect(account.token()).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(account.signIn({ login: 'acc', password: 'wrong horse' })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  const user = await account.signIn({ login: 'acc', password });
  expect(account.userId).toBe(user.id);
  using parley = createParley({ ...options, token: account.token });
  expect(await parley.chat.me()).toMatchObject({ id: user.id, login: 'acc' });

  const other = chatAccount(options);
  const before = await other.token();
  expire(storage);
  const renewed = await Promise.all([account.token(), other.token(), account.token()]);
  expect(renewed).not.toContain(before);
  expect(renewed[0]).toBe(renewed[2]);
  expire(storage);
  const once = await account.token();
  expect(await other.token()).toBe(once);

  const ended: unknown[] = [];
  account.on('signed-out', ({ reason }) => ended.push(reason));
  await account.signOut();
  expect(ended).toEqual([null]);
  expect(other.userId).toBeNull();
  await expect(other.token()).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('an account whose sign-in was ended elsewhere says so', async () => {
  const storage = memoryStorage();
  const account = chatAccount({ url: server.url, key: APP_KEY, storage });
  const login = { login: 'ended', password: 'correct horse battery' };
  await account.register(login);
  await account.signIn(login);
  const elsewhere = chatAccount({ url: server.url, key: APP_KEY });
  await elsewhere.signIn(login);
  using other = createParley({ url: server.url, key: APP_KEY, token: elsewhere.token });
  await other.chat.updateMe({ newPassword: 'another horse battery', currentPassword: login.password });
  const ended: unknown[] = [];
  account.on('signed-out', ({ reason }) => ended.push(reason?.reason));
  expire(storage);
  await expect(account.token()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(ended).toEqual(['refresh_token_invalid']);
  expect(account.userId).toBeNull();
});

/** Makes the kept access token look as if it were about to end. */
function expire(storage: ReturnType<typeof memoryStorage>): void {
  const key = `parley-account:${JSON.stringify([server.url, APP_KEY])}`;
  const kept = JSON.parse(storage.getItem(key) ?? '{}');
  storage.setItem(key, JSON.stringify({ ...kept, expiresAt: 0 }));
}
