import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type MovableRuntime, movableRuntime } from '../harness/movable-runtime.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { Browser } from './browser.ts';
import { PASSWORD } from './people.ts';
import { WebClientTab } from './web-client-model.ts';

const ORIGIN = 'https://chat.example.com';
const HOUR_MS = 3_600_000;
const PUSH = {
  web_endpoint: 'https://push.example.com/1',
  web_key_auth: 'AAAAAAAAAAAAAAAAAAAAAA',
  web_key_p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
};

let runtime: MovableRuntime;
let server: TestServer;
const tabs: WebClientTab[] = [];

beforeAll(async () => {
  runtime = movableRuntime();
  server = await startTestServer({ PARLEY_ALLOWED_ORIGINS: ORIGIN }, { runtime });
});

afterEach(async () => {
  const faults = tabs.flatMap((tab) => tab.faults);
  for (const tab of tabs.splice(0)) await tab[Symbol.asyncDispose]();
  expect(faults).toEqual([]);
  expect(server.errors).toEqual([]);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

async function load(browser = new Browser(ORIGIN)): Promise<WebClientTab> {
  const tab = await WebClientTab.load({ url: server.url, browser, now: runtime.clock.now });
  tabs.push(tab);
  return tab;
}

async function close(tab: WebClientTab): Promise<void> {
  await tab[Symbol.asyncDispose]();
}

/** Somebody new, in a browser of its own. */
async function signedUp(login: string): Promise<WebClientTab> {
  const tab = await load();
  await tab.signUp({ login, password: PASSWORD });
  return tab;
}

/** Waits for what a page comes to show. */
const shows = (look: () => void): Promise<void> => vi.waitFor(look, { timeout: 10_000 });

function texts(tab: WebClientTab, cid: string): string[] {
  return tab.chats.of(cid).messages.map(({ body }) => body);
}

test('the web client signs up and in, and is signed in again when its page is loaded anew, in all of its tabs', async () => {
  const first = await signedUp('tessa');
  expect([...first.chats.shown]).toEqual([]);
  const { browser, userId } = first;
  const others = await signedUp('others');
  const cid = await first.chats.begin({ type: 'u', participants: [others.userId] });

  // The token holds: nothing is asked over HTTP.
  const cookies = browser.cookies;
  const second = await load(browser);
  expect([second.userId, browser.cookies]).toEqual([userId, cookies]);
  expect(second.chats.namesIn(cid)).toEqual(expect.arrayContaining(['tessa', 'others']));

  // It has expired, and a browser that starts loads all its tabs at once, with one cookie between them.
  runtime.advance(4 * HOUR_MS);
  await close(first);
  await close(second);
  const loaded = await Promise.all([load(browser), load(browser), load(browser)]);
  expect(loaded.map((tab) => tab.userId)).toEqual([userId, userId, userId]);
  expect(browser.cookies).not.toBe(cookies);
  for (const [index, tab] of loaded.entries()) await tab.chats.say(cid, `here again ${index}`);
  await shows(() => expect(texts(others, cid)).toEqual(['here again 0', 'here again 1', 'here again 2']));

  // And so it goes on, as long as the browser is used.
  for (const tab of loaded) await close(tab);
  for (let days = 0; days < 20; days += 10) {
    runtime.advance(240 * HOUR_MS);
    const tab = await load(browser);
    expect(tab.userId).toBe(userId);
    await close(tab);
  }
  const stranger = await load();
  const wrong = stranger.signIn({ login: 'tessa', password: 'wrong password' });
  await expect(wrong).rejects.toThrow('Incorrect username or password.');
  const taken = stranger.signUp({ login: 'TESSA', password: PASSWORD });
  await expect(taken).rejects.toThrow('already associated with an existing user account');
});

test('two people in two tabs each chat with one another, and every tab shows the same', async () => {
  const [ann, bob] = [await signedUp('ann'), await signedUp('bob')];
  const [ann2, bob2] = [await load(ann.browser), await load(bob.browser)];
  const found = await ann.search('bo');
  expect(found).toEqual({ users: [bob.userId], conversations: [] });
  const cid = await ann.chats.begin({ type: 'u', participants: found.users });
  expect(ann.chats.activity.get(bob.userId)).toBe(0);
  for (const tab of [bob, bob2, ann2]) {
    await shows(() => expect(tab.chats.namesIn(cid).sort()).toEqual(['ann', 'bob']));
  }

  ann.chats.type(cid);
  await shows(() => expect(bob.chats.of(cid).typing).toBe(ann.userId));
  const hello = await ann.chats.say(cid, 'hello');
  for (const tab of [bob, bob2, ann2]) await shows(() => expect(texts(tab, cid)).toEqual(['hello']));
  expect([bob.chats.of(cid).unread, ann2.chats.of(cid).unread]).toEqual([1, 0]);
  // Who loads the page counts the same.
  expect((await load(bob.browser)).chats.of(cid).unread).toBe(1);

  await bob.chats.open(cid);
  for (const tab of [ann, ann2]) {
    await shows(() => expect(tab.chats.of(cid).messages).toMatchObject([{ id: hello, status: 'read' }]));
  }
  // With the chat in front of him he reads at once.
  await ann2.chats.say(cid, 'are you there?');
  await shows(() => expect(ann2.chats.of(cid).messages[1]?.status).toBe('read'));
  const reply = await bob.chats.say(cid, 'yes', { replied_message_id: hello });
  await shows(() => expect(texts(ann, cid)).toEqual(['hello', 'are you there?', 'yes']));

  const photo = await bob.upload('photo.png', new Blob(['pixels'], { type: 'image/png' }));
  await bob.chats.say(cid, '', { attachments: [photo] });
  await shows(() => expect(ann.chats.of(cid).messages[3]?.attachments).toEqual([photo]));
  expect(await (await fetch(await ann.urlOf(photo.file_id))).text()).toBe('pixels');

  await bob.chats.edit(cid, reply, 'yes!');
  await ann.chats.remove(cid, [hello], 'all');
  for (const tab of [ann, ann2, bob, bob2]) {
    await shows(() => expect(texts(tab, cid)).toEqual(['are you there?', 'yes!', '']));
  }
  await ann2.chats.remove(cid, [reply], 'myself');
  const fresh = await load(ann.browser);
  await fresh.chats.open(cid);
  expect(texts(fresh, cid)).toEqual(['are you there?', '']);
  await ann.chats.open(cid);
  const edited = bob.chats.of(cid).messages.map(({ isEdited }) => isEdited);
  expect(edited).toEqual([false, true, false]);

  // Who is there is who has a tab.
  await ann.chats.open(cid);
  for (const tab of tabs.filter(({ userId }) => userId === bob.userId).slice(1)) await close(tab);
  await bob.chats.say(cid, 'still here');
  await shows(() => expect(texts(ann, cid)).toContain('still here'));
  expect(ann.chats.activity.get(bob.userId)).toBe(0);
  await close(bob);
  await shows(() => expect(ann.chats.activity.get(bob.userId)).toBeGreaterThan(0));
  await ann.chats.close();
});

test('a group with a picture is begun, changed and left, and who is in it sees it all', async () => {
  const [gil, hal, ida] = [await signedUp('gil'), await signedUp('hal'), await signedUp('ida')];
  const image_object = await gil.upload('group.png', new Blob(['data'], { type: 'image/png' }));
  const group = { type: 'g' as const, name: 'Group', participants: [hal.userId], image_object };
  const cid = await gil.chats.begin(group);
  await shows(() => expect(hal.chats.namesIn(cid).sort()).toEqual(['gil', 'hal']));
  expect(hal.chats.of(cid).about).toMatchObject({ name: 'Group', image_object });
  expect(await (await fetch(await hal.urlOf(image_object.file_id))).text()).toBe('data');
  await hal.chats.open(cid);
  await gil.chats.say(cid, 'before');

  await gil.chats.update(cid, { name: 'Renamed', participants: { add: [ida.userId] } });
  for (const tab of [gil, hal, ida]) {
    await shows(() => expect(tab.chats.namesIn(cid).sort()).toEqual(['gil', 'hal', 'ida']));
    await shows(() => expect(tab.chats.of(cid).about.name).toBe('Renamed'));
  }
  await shows(() => expect(texts(ida, cid)).toEqual(['ida has been added to the group']));
  expect(texts(gil, cid)).toEqual(['before', 'ida has been added to the group']);
  const picture = await gil.upload('other.png', new Blob(['other'], { type: 'image/png' }));
  await gil.chats.update(cid, { image_object: picture, description: 'of three' });
  for (const tab of [hal, ida]) {
    await shows(() => expect(tab.chats.of(cid).about).toMatchObject({ description: 'of three' }));
    await shows(() => expect(texts(tab, cid).at(-1)).toBe('Group chat image was updated'));
  }
  await expect(hal.chats.update(cid, { name: 'Mine' })).rejects.toThrow('Forbidden.');

  await gil.chats.update(cid, { participants: { remove: [ida.userId] } });
  await shows(() => expect([...ida.chats.shown]).toEqual([]));
  await gil.chats.leave(cid);
  await shows(() => expect(hal.chats.namesIn(cid)).toEqual(['hal']));
  expect(texts(hal, cid).slice(-2)).toEqual([
    'ida has been removed from the group',
    'gil has left the group',
  ]);
  await hal.chats.say(cid, 'alone');
  // It has become his.
  await hal.chats.update(cid, { name: 'Mine' });
  expect([...(await load(gil.browser)).chats.shown]).toEqual([]);
  await hal.chats.leave(cid);
});

test('a profile is shown to others; who logs out or is deleted is so in all tabs, and what was said stays', async () => {
  const [kim, lou] = [await signedUp('kim'), await signedUp('lou')];
  const avatar_object = await kim.upload('kim.png', new Blob(['face'], { type: 'image/png' }));
  const profile = { first_name: 'Kim', last_name: 'Lee', avatar_object };
  expect(await kim.editProfile(profile)).toMatchObject({ ...profile, native_id: kim.userId });
  expect((await lou.search('lee')).users).toEqual([kim.userId]);
  const cid = await kim.chats.begin({ type: 'u', participants: [lou.userId] });
  await kim.chats.say(cid, 'mine');
  await shows(() => expect(texts(lou, cid)).toEqual(['mine']));

  await kim.allowNotifications(PUSH);
  const kim2 = await load(kim.browser);
  await kim.forbidNotifications();
  await kim.logOut();
  await expect(kim2.chats.say(cid, 'too late')).rejects.toThrow('Unauthorized.');
  expect([kim.browser.cookies, (await load(kim.browser)).userId]).toEqual(['', '']);
  // Without its cookie it is logged out over the socket.
  const elsewhere = await load();
  await elsewhere.signIn({ login: 'kim', password: PASSWORD });
  const { cookies } = elsewhere.browser;
  const bare = await load(new Browser(ORIGIN));
  bare.browser.storage.set('sama-access-token', elsewhere.browser.storage.get('sama-access-token') ?? '');
  const revived = await load(bare.browser);
  await revived.logOut();
  await expect(elsewhere.chats.say(cid, 'too late')).rejects.toThrow('Unauthorized.');
  expect(cookies).not.toBe('');

  await kim.signIn({ login: 'kim', password: PASSWORD });
  await kim.deleteAccount();
  const again = await load(lou.browser);
  await again.chats.open(cid);
  expect(again.chats.namesIn(cid).sort()).toEqual(['Deleted account', 'lou']);
  expect(texts(again, cid)).toEqual(['mine']);
  await expect(kim.signIn({ login: 'kim', password: PASSWORD })).rejects.toThrow('Incorrect username');
});

test('after a restart of the server a page that is loaded again shows the same, with the token it has', async () => {
  const [ned, oda] = [await signedUp('ned'), await signedUp('oda')];
  const cid = await ned.chats.begin({ type: 'g', name: 'Kept', participants: [oda.userId] });
  const first = await ned.chats.say(cid, 'first');
  await ned.chats.say(cid, 'second');
  await oda.chats.open(cid);
  await ned.chats.edit(cid, first, 'first, edited');
  await ned.chats.say(cid, 'third');
  // With the chat in front of her she reads it at once.
  await shows(() => expect(ned.chats.of(cid).messages.at(-1)?.status).toBe('read'));
  server = await server.restart();
  const { cookies } = oda.browser;
  const again = await load(oda.browser);
  expect([again.userId, oda.browser.cookies]).toEqual([oda.userId, cookies]);
  expect(again.chats.namesIn(cid).sort()).toEqual(['ned', 'oda']);
  expect(again.chats.of(cid).unread).toBe(0);
  await again.chats.open(cid);
  expect(texts(again, cid)).toEqual(['first, edited', 'second', 'third']);
  const back = await load(ned.browser);
  await back.chats.open(cid);
  expect(back.chats.of(cid).messages.map(({ status }) => status)).toEqual(['read', 'read', 'read']);
  await back.chats.say(cid, 'fourth');
  await shows(() => expect(texts(again, cid).at(-1)).toBe('fourth'));
});
