import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { call, list, refusal, SUCCESS, send } from './backend.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

/** A query whose values are written as a URL has them. */
function query(values: { readonly [name: string]: string }): string {
  return `?${new URLSearchParams(values)}`;
}

const found = async (values: { readonly [name: string]: string }) =>
  (await list(server, query(values))).map(({ data }) => data);

test('messages are listed with all that was sent, the newest first, whether anybody heard them or not', async () => {
  const before = new Date().toISOString();
  await send(server, { channel: 'l', data: { n: 1 } });
  await send(server, { channel: ['l', 'l-2'], event: 'Hi', data: [2] });
  await send(server, { channel: 'l' });
  const listed = await list(server, query({ channel: 'l' }));
  expect(listed).toMatchObject([
    { channel: 'l', event: 'Message', data: null },
    { channel: ['l', 'l-2'], event: 'Hi', data: [2] },
    { channel: 'l', event: 'Message', data: { n: 1 } },
  ]);
  for (const { createdAt } of listed) {
    expect(createdAt >= before && createdAt <= new Date().toISOString()).toBe(true);
  }
  expect(await list(server, query({ channel: 'l-2' }))).toEqual(listed.slice(1, 2));
  expect((await list(server)).slice(0, 3), 'one record for each message').toEqual(listed);
});

test('filters combine, and are compared as text, never as patterns', async () => {
  const channel = 'filters';
  const data = [
    '100%',
    '100 percent',
    'a_b',
    'axb',
    'say "hi"',
    "it's",
    'back\\slash',
    '*',
    { text: '50% "off"' },
    [1, 2],
  ];
  const body = data.map((item, n) => ({ channel, event: n % 2 ? 'odd' : 'even', data: item }));
  expect((await call(server, '/wssv/send-multi', { body })).body).toEqual(SUCCESS);
  await send(server, { channel: `${channel}-too`, data: '100%' });

  for (const text of data.filter((item) => typeof item === 'string')) {
    expect(await found({ channel, data: text }), text).toEqual([text]);
  }
  for (const text of ['100', '%', '_', 'a%', 'A_B', "' or 1=1 --", '100%"']) {
    expect(
      (await found({ channel, data: text })).filter((item) => typeof item === 'string'),
      text,
    ).toEqual([]);
  }
  expect(await found({ channel, data: '50%' })).toEqual([{ text: '50% "off"' }]);
  expect(await found({ channel, data: '1,2' })).toEqual([[1, 2]]);
  expect(await found({ channel, event: 'even', data: '100%' })).toEqual(['100%']);
  expect(await found({ channel, event: 'odd', data: '100%' })).toEqual([]);
  expect(await found({ channel, event: 'EVEN' })).toEqual([]);
  expect(await found({ channel: 'filter%' })).toEqual([]);
  expect(await found({ channel: "x' or '1'='1" })).toEqual([]);
  expect((await list(server, query({ data: '100%' }))).map((record) => record.channel)).toEqual([
    ...[`${channel}-too`, channel],
  ]);
});

test('messages are sorted as asked, and paged without losing or repeating one', async () => {
  const names = ['b', 'a', 'c', 'a', 'b'];
  const body = names.map((name, n) => ({ channel: 'sorted', event: name, data: n }));
  expect((await call(server, '/wssv/send-multi', { body })).body).toEqual(SUCCESS);
  const sorted = (sort: string) => found({ channel: 'sorted', sort });
  expect(await sorted('createdAt_ASC')).toEqual([0, 1, 2, 3, 4]);
  expect(await sorted('createdAt_DESC')).toEqual([4, 3, 2, 1, 0]);
  expect(await sorted('id_ASC')).toEqual([0, 1, 2, 3, 4]);
  expect(await sorted('["event_ASC","createdAt_ASC"]')).toEqual([1, 3, 0, 4, 2]);
  expect(await sorted('["event_DESC","id_DESC"]')).toEqual([2, 4, 0, 3, 1]);
  const repeated = await list(server, '?channel=sorted&sort=event_ASC&sort=createdAt_DESC');
  expect(repeated.map(({ data }) => data)).toEqual([3, 1, 4, 0, 2]);
  expect(await found({ sort: 'channel_ASC', event: 'c' })).toEqual([2]);
  const pages: unknown[] = [];
  for (const skip of [0, 2, 4, 6]) {
    pages.push(await found({ channel: 'sorted', sort: 'createdAt_ASC', limit: '2', skip: String(skip) }));
  }
  expect(pages).toEqual([[0, 1], [2, 3], [4], []]);
  await call(server, '/wssv/send-multi', {
    body: Array.from({ length: 100 }, () => ({ channel: 'hundred' })),
  });
  expect(await found({ channel: 'hundred' }), 'the default').toHaveLength(10);
  const all = await list(server, query({ channel: 'hundred', limit: '100' }));
  expect(new Set(all.map(({ id }) => id)).size).toBe(100);
});

test.each([
  ['sort=unknown_ASC', 'E_SORT'],
  ['sort=createdAt', 'E_SORT'],
  ['sort=createdAt_UP', 'E_SORT'],
  ['sort=[', 'E_SORT'],
  ['sort=[7]', 'E_SORT'],
  ['sort=__proto___ASC', 'E_SORT'],
  ['limit=0', 'E_LIMIT'],
  ['limit=101', 'E_LIMIT'],
  ['limit=1.5', 'E_LIMIT'],
  ['limit=ten', 'E_LIMIT'],
  ['limit=1&limit=2', 'E_LIMIT'],
  ['skip=-1', 'E_LIMIT'],
  ['skip=1e999', 'E_LIMIT'],
  ['skip=0.5', 'E_LIMIT'],
])('a list with %s is refused', async (wrong, error) => {
  expect(await refusal(server, `/wssv/message?${wrong}`, { method: 'GET' })).toBe(`400 ${error}`);
});

test('it shows what others say on channels that are kept, as it stands now, and nothing of chat', async () => {
  const rest = adminRest(server);
  await rest('PUT', '/rules', { pattern: 'kept-*', rule: { log: 'durable' } });
  const published = async (data: unknown) => {
    const { body } = await rest('POST', '/channels/kept-1/events', { name: 'said', data });
    return body;
  };
  const [edited, deleted] = [await published('first'), await published('second')];
  const idOf = (answer: unknown) =>
    answer !== null && typeof answer === 'object' && 'id' in answer ? String(answer.id) : '';
  await rest('PATCH', `/channels/kept-1/events/${idOf(edited)}`, { data: { now: 'edited' } });
  await rest('DELETE', `/channels/kept-1/events/${idOf(deleted)}`);
  expect(await list(server, '?channel=kept-1')).toMatchObject([
    { id: idOf(edited), channel: 'kept-1', event: 'said', data: { now: 'edited' } },
  ]);
  expect(await found({ channel: 'kept-1', data: 'first' })).toEqual([]);
});

test('what an app’s own rule keeps in memory only is heard, and not listed', async () => {
  await adminRest(server)('PUT', '/rules', { pattern: 'fleeting-*', rule: { log: 'volatile' } });
  await send(server, { channel: 'fleeting-1', data: 1 });
  expect(await found({ channel: 'fleeting-1' })).toEqual([]);
});

test('messages are there after a restart', async () => {
  await send(server, { channel: 'restarted', data: 'kept' });
  server = await server.restart();
  expect(await found({ channel: 'restarted' })).toEqual(['kept']);
  await send(server, { channel: 'restarted', data: 'again' });
  expect(await found({ channel: 'restarted' })).toEqual(['again', 'kept']);
});
