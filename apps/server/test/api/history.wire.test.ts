import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stockClient } from '../harness/client.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const Page = z.object({ events: z.array(z.object({ data: z.unknown(), position: z.string() })) });

const dataOf = ({ events }: { events: ReadonlyArray<{ data?: unknown }> }) => events.map(({ data }) => data);

describe.each([
  ['durable', 'pub-cache-'],
  ['volatile', 'room:'],
])('of a %s channel', (_log, prefix) => {
  const channel = `${prefix}history`;
  const positions: string[] = [];
  beforeAll(async () => {
    await using backend = stockClient(server, { adminKey: ADMIN_KEY });
    for (let n = 1; n <= 8; n++) {
      const { position } = await backend.client.channels.publish.mutate({ channel, name: 'm', data: n });
      positions.push(position);
    }
  });
  const at = (n: number): string => positions[n - 1] ?? '';

  test('comes newest first, or oldest first, and no more than was asked for', async () => {
    await using backend = stockClient(server, { adminKey: ADMIN_KEY });
    const { history } = backend.client.channels;
    expect(dataOf(await history.query({ channel }))).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(dataOf(await history.query({ channel, limit: 3 }))).toEqual([8, 7, 6]);
    expect(dataOf(await history.query({ channel, limit: 3, order: 'oldest' }))).toEqual([1, 2, 3]);
    expect((await history.query({ channel, limit: 1 })).position).toBe(at(8));
  });

  test('is bounded by positions, each of them left out', async () => {
    await using backend = stockClient(server, { adminKey: ADMIN_KEY });
    const { history } = backend.client.channels;
    expect(dataOf(await history.query({ channel, before: at(4) }))).toEqual([3, 2, 1]);
    expect(dataOf(await history.query({ channel, after: at(6) }))).toEqual([8, 7]);
    const between = { channel, after: at(2), before: at(6), order: 'oldest', limit: 2 } as const;
    expect(dataOf(await history.query(between))).toEqual([3, 4]);
    expect(dataOf(await history.query({ channel, before: at(1) }))).toEqual([]);
  });

  test('pages through without losing or repeating anything, over REST', async () => {
    const rest = adminRest(server);
    const seen: unknown[] = [];
    let before = '';
    for (;;) {
      const { body } = await rest('GET', `/channels/${channel}/history?limit=3${before}`);
      const { events } = Page.parse(body);
      if (events.length === 0) break;
      seen.push(...events.map(({ data }) => data));
      before = `&before=${events.at(-1)?.position}`;
    }
    expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test('a position of another epoch is a conflict, and one of no form at all is a mistake', async () => {
    await using backend = stockClient(server, { adminKey: ADMIN_KEY });
    const { history } = backend.client.channels;
    expect(await refusalOf(history.query({ channel, after: 'other:3' }))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(history.query({ channel, before: 'nonsense' }))).toMatchObject({
      code: 'bad_request',
    });
    expect(await refusalOf(history.query({ channel, after: `${at(1)}0000000000000009` }))).toMatchObject({
      code: expect.stringMatching(/^bad_/),
    });
  });

  test('the position of an empty channel is a place to read on from', async () => {
    await using backend = stockClient(server, { adminKey: ADMIN_KEY });
    const { history, publish } = backend.client.channels;
    const empty = `${channel}-empty`;
    const { events, position } = await history.query({ channel: empty });
    expect(events).toEqual([]);
    await publish.mutate({ channel: empty, name: 'm', data: 'first' });
    expect(dataOf(await history.query({ channel: empty, after: position }))).toEqual(['first']);
  });
});
