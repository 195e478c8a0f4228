import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { caller } from '../channelstream/http-caller.ts';
import { signedToken } from '../channelstream/http-token.ts';
import { SocketClient, words } from '../channelstream/listening.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { list, send } from '../sails/backend.ts';
import { EngineLine } from '../sails/engine-line.ts';
import { type AppSide, defaultApp, newApp } from './two-apps.ts';

let server: TestServer;
let here: AppSide;
let there: AppSide;
beforeAll(async () => {
  server = await startTestServer();
  here = defaultApp(server);
  there = await newApp(server, 'there');
});
afterAll(() => server[Symbol.asyncDispose]());

const Published = z.object({ id: z.string(), position: z.string(), duplicate: z.boolean() });

async function publish(app: AppSide, channel: string, data: unknown, more: object = {}) {
  const answer = await app.rest('POST', `/channels/${encodeURIComponent(channel)}/events`, {
    ...{ name: 'message', data },
    ...more,
  });
  return Published.parse(answer.body);
}

const CHANNELS = ['room:1', 'pub-cache-1', 'private-1', 'presence-1', 'pub-state-cache-1', 'user:ann'];

test.each(CHANNELS)('what is said on %s in one app is not heard there in another', async (channel) => {
  using ours = await here.listener('ann');
  using theirs = await there.listener('ann');
  await Promise.all([ours.follow(channel), theirs.follow(channel)]);
  await publish(here, channel, 'ours');
  await here.rest('POST', `/channels/${encodeURIComponent(channel)}/signals`, {
    name: 's',
    data: 'our signal',
  });
  const { id } = await publish(there, channel, 'theirs');
  await there.rest('PATCH', `/channels/${encodeURIComponent(channel)}/events/${id}`, {
    data: 'theirs, edited',
  });
  await Promise.all([ours.settled(), theirs.settled()]);
  expect(ours.data).toEqual(['ours', 'our signal']);
  expect(theirs.data).toEqual(['theirs', 'theirs, edited']);

  const history = await there.rest('GET', `/channels/${encodeURIComponent(channel)}/history`);
  expect(history.body).toMatchObject({ events: [{ id, data: 'theirs, edited' }] });
});

test('who is present in one app is nobody in another, and comes and goes unseen', async () => {
  using witness = await there.listener('bob');
  await witness.follow('presence-2');
  {
    using ann = await here.listener('ann');
    await ann.follow('presence-2');
    expect((await there.rest('GET', '/channels/presence-2/presence')).body).toMatchObject({ count: 1 });
  }
  using again = await there.listener('ann');
  await again.follow('presence-2');
  await witness.settled();
  const seen = witness.heard.items.flatMap((item) =>
    item.type === 'presence' ? [`${item.user} ${item.action} ${item.count}`] : [],
  );
  expect(seen).toEqual(['ann join 2']);
});

test.each(['room:3', 'pub-cache-3'])(
  'a position of %s in one app is a gap in another, never its events',
  async (channel) => {
    await publish(here, channel, 'secret 1');
    const { position } = await publish(here, channel, 'secret 2');
    await publish(here, channel, 'secret 3');
    await publish(there, channel, 'theirs 1');
    using theirs = await there.listener('ann');
    await theirs.follow(channel, position);
    await theirs.settled();
    expect(theirs.heard.items[0]).toMatchObject({ type: 'subscribed', recovery: 'gap' });
    expect(theirs.data).toEqual(['theirs 1']);
    const after = await there.rest('GET', `/channels/${channel}/history?after=${position}`);
    expect(after).toMatchObject({ status: 409, body: { code: 'conflict' } });
  },
);

test.each(['room:4', 'pub-cache-4'])(
  'an event of another app on %s can be neither edited nor deleted: it looks like one that is not there',
  async (channel) => {
    const { id } = await publish(here, channel, 'ours');
    await publish(there, channel, 'theirs');
    const missing = 'f'.repeat(24);
    for (const [method, body] of [
      ['PATCH', { data: 'changed' }],
      ['DELETE', undefined],
    ] as const) {
      const refused = await there.rest(method, `/channels/${channel}/events/${id}`, body);
      const nowhere = await there.rest(method, `/channels/${channel}/events/${missing}`, body);
      expect(refused.status).toBe(404);
      expect(refused.body).toEqual(nowhere.body);
    }
    const { body } = await here.rest('GET', `/channels/${channel}/history`);
    expect(body).toMatchObject({ events: [{ id, data: 'ours' }] });
  },
);

test('naming a session of another app keeps nothing from it', async () => {
  using ours = await here.listener('ann');
  using theirs = await there.listener('ann');
  await Promise.all([ours.follow('room:5'), theirs.follow('room:5')]);
  const who = await theirs.call('query', 'session.whoAmI', undefined);
  const { session } = z.object({ session: z.string() }).parse(who.ok ? who.data : null);
  await publish(here, 'room:5', 'for us', { exclude: session });
  await publish(there, 'room:5', 'for them');
  await publish(there, 'room:5', 'for them, but not for her', { exclude: session });
  await Promise.all([ours.settled(), theirs.settled()]);
  expect(ours.data).toEqual(['for us']);
  expect(theirs.data).toEqual(['for them']);
});

test('the same client id in two apps is two events', async () => {
  for (const channel of ['room:6', 'pub-cache-6']) {
    const ours = await publish(here, channel, 'ours', { clientId: 'c-1' });
    const theirs = await publish(there, channel, 'theirs', { clientId: 'c-1' });
    expect([ours.duplicate, theirs.duplicate]).toEqual([false, false]);
    expect(theirs.id).not.toBe(ours.id);
  }
});

test('bans and mutes of a user in one app leave the user of that name in another alone', async () => {
  using theirs = await there.listener('cyd');
  await theirs.follow('room:7');
  await here.rest('POST', '/bans', { user: 'cyd' });
  await here.rest('POST', '/mutes', { user: 'cyd' });
  const spoken = await theirs.call('mutation', 'channels.publish', {
    channel: 'room:7',
    name: 'm',
    data: 'mine',
  });
  expect(spoken.ok).toBe(true);
  await theirs.settled();
  expect(theirs.data).toEqual(['mine']);
  expect((await there.rest('GET', '/bans')).body).toEqual({ sanctions: [] });
});

test('a token signed for one app is worth nothing in another', async () => {
  using mixed = await here.listener(null);
  const token = await there.token('ann');
  expect(await mixed.call('mutation', 'session.refresh', { token })).toMatchObject({
    ok: false,
    report: { code: 'unauthenticated' },
  });
  const answer = await fetch(
    `${server.url}/api/v1/channels/room:8/history?key=${here.clientKey}&token=${token}`,
  );
  expect(answer.status).toBe(401);
});

test('rules, the messaging switch and limits of one app change nothing in another', async () => {
  await here.rest('PUT', '/rules', { pattern: 'room:9', rule: { access: 'signed', publish: 'server' } });
  await here.rest('PUT', '/messaging', { enabled: false });
  using theirs = await there.listener('ann', []);
  expect(await theirs.follow('room:9')).toBe(null);
  const spoken = await theirs.call('mutation', 'channels.publish', { channel: 'room:9', name: 'm', data: 1 });
  expect(spoken.ok).toBe(true);
  await here.rest('PUT', '/messaging', { enabled: true });
});

test('Channelstream connections, messages and channels of one app are nothing to the backend of another', async () => {
  const [ours, theirs] = [here, there].map(({ id, secret }) =>
    caller(server, () => signedToken({ value: id, secret })),
  );
  if (!ours || !theirs) throw new Error('There are two apps.');
  for (const backend of [ours, theirs]) {
    await backend('POST', '/channel_config', { 'cs:1': { store_history: true, notify_presence: true } });
  }
  const connId = '11111111-2222-4333-8444-555555555555';
  const uuid = '99999999-2222-4333-8444-555555555555';
  const arrival = { username: 'ann', conn_id: connId, channels: ['cs:1'] };
  expect(await theirs('POST', '/connect', arrival)).toMatchObject({ status: 200 });
  await using listener = await SocketClient.open(server, connId);

  expect(await ours('POST', '/connect', arrival)).toMatchObject({ status: 422 });
  for (const path of ['/subscribe', '/unsubscribe']) {
    const refused = await ours('POST', path, { conn_id: connId, channels: ['cs:1', 'cs:2'] });
    expect(refused).toMatchObject({ status: 422, body: { conn_id: ['Unknown connection'] } });
  }
  expect(await ours('POST', '/user_state', { user: 'ann', user_state: { a: 1 } })).toMatchObject({
    status: 422,
  });
  await ours('POST', '/connect', { username: 'bob', channels: ['cs:1'] });
  const say = { channel: 'cs:1', user: 'bob', uuid, message: { text: 'ours' } };
  await ours('POST', '/message', [say, { ...say, channel: null, pm_users: ['ann'], uuid: connId }]);
  await theirs('POST', '/message', [{ ...say, message: { text: 'theirs' } }]);
  await ours('PATCH', '/message', [{ channel: 'cs:1', uuid, message: { text: 'changed' } }]);
  await ours('DELETE', '/message', [{ channel: 'cs:1', uuid }]);
  await theirs('POST', '/message', [{ channel: 'cs:1', user: 'bob', message: { text: 'the end' } }]);
  await listener.says('the end');
  expect(words(listener.told)).toEqual(['theirs', 'the end']);
  const { body } = await theirs('POST', '/info', { info: { channels: ['cs:1'] } });
  expect(body).toMatchObject({
    channels: {
      'cs:1': {
        total_users: 1,
        users: ['ann'],
        history: [{ message: { text: 'theirs' } }, { message: { text: 'the end' } }],
      },
    },
  });
});

test('what one app pushes is neither heard nor listed with the keys of another', async () => {
  using ours = await EngineLine.enter(server, 4, here.secret);
  using theirs = await EngineLine.enter(server, 4, there.secret);
  for (const line of [ours, theirs]) await line.post(1, '/channel/subscribe', { channel: 'push:1' });
  await send(server, { channel: 'push:1', data: 'ours' }, here.secret);
  await send(server, { channel: 'push:1', data: 'theirs' }, there.secret);
  await ours.frames.until((frame) => frame.includes('ours'));
  await theirs.frames.until((frame) => frame.includes('theirs'));
  const pushed = (line: EngineLine) => line.frames.items.filter((frame) => frame.startsWith('42['));
  expect(pushed(ours)).toEqual(['42["Message","ours"]']);
  expect(pushed(theirs)).toEqual(['42["Message","theirs"]']);
  expect(await list(server, '?channel=push:1', there.secret)).toMatchObject([{ data: 'theirs' }]);
  const everything = await list(server, '?limit=100', there.secret);
  expect(everything).toContainEqual(expect.objectContaining({ channel: 'push:1', data: 'theirs' }));
  expect(JSON.stringify(everything)).not.toContain('ours');
});
