import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { backend, clientCalls, says } from './room-calls.ts';

const BANNED = says('Given users are successfully banned from the given rooms!');
const UNBANNED = says('Given users are successfully unbanned from the given rooms!');
const MUTED = says('Messaging successfully disabled for the given users in the given rooms!');
const UNMUTED = says('Messaging successfully enabled for the given users in the given rooms!');
const SILENCED = { data: 'MESSAGING_DISABLED', source: 'server' };

let server: TestServer;
let rest: ReturnType<typeof backend>;
beforeAll(async () => {
  server = await startTestServer();
  rest = backend(server);
});
afterAll(() => server[Symbol.asyncDispose]());

test('who is banned from a room leaves it and is told so, and stays in the others', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann', { metadata: 'Ann' });
  using bob = await SocketLinkClient.connect(server, 'bob');
  await bob.enter('pub-state-a');
  await ann.enter('pub-state-a', 'pub-b');
  await bob.heard();
  expect(await rest('POST', '/rooms/users/ban', [{ rid: 'pub-state-a', uid: ['ann'] }])).toEqual(BANNED);
  expect(await ann.heard()).toEqual([{ data: 'YOU_HAVE_BEEN_BANNED', source: 'admin', rid: 'pub-state-a' }]);
  expect([...ann.entrance.channels]).toEqual(['pub-b']);
  expect(await bob.heard()).toMatchObject([{ data: 'SOMEONE_LEFT_THE_ROOM', metadata: 'Ann' }]);
  expect((await clientCalls(server, 'ann').enter('pub-state-a')).status).toBe(403);
});

test('a ban from a room that somebody is not in is told to nobody, and holds', async () => {
  using carl = await SocketLinkClient.connect(server, 'carl');
  using dora = await SocketLinkClient.connect(server, 'dora');
  await dora.enter('pub-state-c');
  expect(await rest('POST', '/rooms/users/ban', [{ rid: 'pub-state-c', uid: ['carl'] }])).toEqual(BANNED);
  expect([await carl.heard(), await dora.heard()]).toEqual([[], []]);
  expect((await clientCalls(server, 'carl').enter('pub-state-c')).status).toBe(403);
});

test('who is banned everywhere is disconnected with the reason, and kept out until it is lifted', async () => {
  using eve = await SocketLinkClient.connect(server, 'eve');
  expect(await rest('POST', '/rooms/users/ban', [{ rid: 'global', uid: ['eve', 'not here'] }])).toEqual(
    BANNED,
  );
  const { code, reason } = await eve.closed;
  expect([code, JSON.parse(reason)]).toEqual([1008, { data: 'YOU_HAVE_BEEN_BANNED', source: 'admin' }]);
  await expect(SocketLinkClient.connect(server, 'eve')).rejects.toThrow(/403/);
  expect(await rest('POST', '/rooms/users/unban', [{ rid: 'global', uid: ['eve'] }])).toEqual(UNBANNED);
  using back = await SocketLinkClient.connect(server, 'eve');
  expect(back.session.ended).toBe(false);
});

test('a list with one wrong item bans nobody', async () => {
  using fay = await SocketLinkClient.connect(server, 'fay');
  await fay.enter('pub-f');
  const good = { rid: 'pub-f', uid: ['fay'] };
  for (const [bad, message] of [
    [{ rid: 'lobby', uid: ['fay'] }, 'The provided room type is invalid!'],
    [{ rid: 'Global', uid: ['fay'] }, 'The provided room type is invalid!'],
    [{ rid: '', uid: ['fay'] }, /./],
    [{ uid: ['fay'] }, /rid/],
    [{ rid: 'pub-f' }, /uid/],
    [{ rid: 'pub-f', uid: 'fay' }, /uid/],
    [{ rid: 'pub-f', uid: [1] }, /uid/],
    [{ rid: 'pub-f', uid: ['x'.repeat(256)] }, /uid/],
    [{ rid: 'pub-f', uid: Array.from({ length: 1001 }, (_, n) => `u${n}`) }, /1000/],
    [7, /./],
    [null, /./],
  ] as const) {
    const [status, body] = await rest('POST', '/rooms/users/ban', [good, bad]);
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
    ]);
  }
  expect(fay.entrance.has('pub-f')).toBe(true);
  expect(JSON.stringify(await rest('GET', '/users/banned'))).not.toContain('fay');
});

test.each(['/rooms/users/ban', '/rooms/users/unban', '/rooms/messaging/disable', '/rooms/messaging/enable'])(
  '%s takes a list and nothing else; an empty one does nothing',
  async (path) => {
    for (const body of [{}, 'x', 7, { rid: 'pub-a', uid: ['x'] }]) {
      expect((await rest('POST', path, body))[0]).toBe(400);
    }
    expect((await rest('POST', path, []))[0]).toBe(200);
  },
);

test('more than one list can hold at once is refused whole', async () => {
  const users = (name: string) => Array.from({ length: 600 }, (_, n) => `${name}${n}`);
  const both = [
    { rid: 'pub-a', uid: users('a') },
    { rid: 'pub-b', uid: users('b') },
  ];
  expect((await rest('POST', '/rooms/users/ban', both))[0]).toBe(400);
  expect(JSON.stringify(await rest('GET', '/users/banned'))).not.toContain('a17');
});

test('users named twice are banned once', async () => {
  const place = { rid: 'pub-twice', uid: ['gus', 'gus'] };
  expect(await rest('POST', '/rooms/users/ban', [place, place])).toEqual(BANNED);
  expect(await rest('POST', '/rooms/users/ban', [place])).toEqual(BANNED);
  const [, listed] = await rest('GET', '/users/banned');
  expect(listed).toContainEqual({ rid: 'pub-twice', uid: ['gus'] });
});

test('a mute keeps somebody silent in a room or everywhere, each until it is lifted for itself', async () => {
  using hal = await SocketLinkClient.connect(server, 'hal');
  await hal.enter('pub-h', 'pub-i');
  const speak = async (rid: string, isHeard: boolean) => {
    hal.send('x', rid);
    // Who is silenced everywhere is told so whatever it sends: nothing marks the end of what it hears.
    if (isHeard) expect(await hal.heard()).not.toContainEqual(SILENCED);
    else expect(await hal.next()).toEqual(SILENCED);
  };
  const both = [
    { rid: 'global', uid: ['hal'] },
    { rid: 'pub-h', uid: ['hal', 'ida'] },
  ];
  expect(await rest('POST', '/rooms/messaging/disable', both)).toEqual(MUTED);
  await speak('pub-h', false);
  await speak('pub-i', false);
  const [, muted] = await rest('GET', '/users/messaging/disabled');
  expect(muted).toEqual([
    { rid: 'global', uid: ['hal'] },
    { rid: 'pub-h', uid: ['hal', 'ida'] },
  ]);
  expect(await rest('POST', '/rooms/messaging/enable', [{ rid: 'global', uid: ['hal', 'x'] }])).toEqual(
    UNMUTED,
  );
  await speak('pub-h', false);
  await speak('pub-i', true);
  expect(await rest('POST', '/rooms/messaging/enable', [{ rid: 'pub-h', uid: ['hal', 'ida'] }])).toEqual(
    UNMUTED,
  );
  await speak('pub-h', true);
  expect(await rest('GET', '/users/messaging/disabled')).toEqual([200, []]);
});

test.each(['GET', 'PUT'])('the switch for everyone is set by %s', async (method) => {
  using ivy = await SocketLinkClient.connect(server, `ivy ${method}`);
  await ivy.enter('pub-j');
  expect(await rest(method, '/server/messaging/disable', method === 'PUT' ? {} : undefined)).toEqual(
    says('Messaging successfully disabled for everyone!'),
  );
  ivy.send('x', 'pub-j');
  expect(await ivy.next()).toMatchObject({ data: 'MESSAGING_DISABLED' });
  expect((await clientCalls(server, ivy.uid).enter('pub-k')).status).toBe(200);
  expect(await rest(method, '/server/messaging/enable')).toEqual(
    says('Messaging successfully enabled for everyone!'),
  );
});

test('an action that there is not is refused before anything is done, in an empty list too', async () => {
  const invalid = [400, expect.objectContaining({ message: 'Invalid action!' })];
  expect(await rest('GET', '/server/messaging/toggle')).toEqual(invalid);
  expect(await rest('PUT', '/server/messaging/Enable')).toEqual(invalid);
  expect(await rest('POST', '/rooms/messaging/toggle', [])).toEqual(invalid);
});

test('who did what is in the audit log, messages are not', async () => {
  await rest('GET', '/server/messaging/enable');
  await rest('POST', '/rooms/users/ban', [{ rid: 'pub-audit', uid: ['jim'] }]);
  await rest('POST', '/broadcast', { message: 'do not keep this' });
  const { body } = await adminRest(server)('GET', '/audit?limit=3');
  expect(body).toMatchObject({
    entries: [
      { action: 'rooms.broadcast', actor: expect.stringMatching(/^key:/) },
      { action: 'rooms.ban', detail: { rooms: [{ rid: 'pub-audit', uid: ['jim'] }] } },
      { action: 'rooms.setMessaging', detail: { action: 'enable' } },
    ],
  });
  expect(JSON.stringify(body)).not.toContain('do not keep this');
});

test('no act escapes the audit log by a name that no database keeps', async () => {
  expect((await rest('POST', '/broadcast', { message: 'x', name: 'a\0b' }))[0]).toBe(200);
  expect((await adminRest(server)('GET', '/audit?limit=1')).body).toMatchObject({
    entries: [{ action: 'rooms.broadcast', subject: 'a\ufffdb' }],
  });
});

test('bans and mutes outlive the empty room and the server, and are listed by room', async () => {
  const first = await startTestServer();
  const here = backend(first);
  const last = await SocketLinkClient.connect(first, 'last');
  await last.enter('pub-cache-empty');
  await here('POST', '/rooms/users/ban', [
    { rid: 'pub-cache-empty', uid: ['last'] },
    { rid: 'global', uid: ['a', 'b'] },
  ]);
  await here('POST', '/rooms/messaging/disable', [{ rid: 'pub-cache-empty', uid: ['c'] }]);
  await here('GET', '/server/messaging/disable');
  expect(await here('GET', '/rooms/users/all')).toEqual([200, []]);
  last[Symbol.dispose]();

  await using second = await first.restart();
  const there = backend(second);
  const [, banned] = await there('GET', '/users/banned');
  expect(banned).toHaveLength(2);
  expect(banned).toContainEqual({ rid: 'pub-cache-empty', uid: ['last'] });
  expect(banned).toContainEqual({ rid: 'global', uid: expect.arrayContaining(['a', 'b']) });
  expect(await there('GET', '/users/messaging/disabled')).toEqual([
    200,
    [{ rid: 'pub-cache-empty', uid: ['c'] }],
  ]);
  using back = await SocketLinkClient.connect(second, 'last');
  expect((await clientCalls(second, 'last').enter('pub-cache-empty')).status).toBe(403);
  await expect(SocketLinkClient.connect(second, 'a')).rejects.toThrow(/403/);
  back.raw('{"message":"x","rid":"pub-x"}');
  expect(await back.next()).toMatchObject({ data: 'MESSAGING_DISABLED' });
});
