import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(['pub-cache-signals', 'room:signals'])(
  'a signal on %s reaches those who are there, never its sender, and never moves where a reader resumes',
  async (channel) => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    using own = await follow(ann.client, channel);
    using feed = await follow(bob.client, channel);
    const { position } = await ann.client.channels.publish.mutate({ channel, name: 'm', data: 1 });
    await ann.client.channels.signal.mutate({ channel, name: 'typing', data: { on: true } });
    const signal = await feed.until(({ type }) => type === 'signal');
    expect(signal).toMatchObject({ name: 'typing', data: { on: true }, user: 'ann' });
    expect(feed.ids.at(-1)).toBe(position);
    await ann.client.channels.publish.mutate({ channel, name: 'm', data: 2 });
    await own.event(2);
    expect(own.items.some(({ type }) => type === 'signal')).toBe(false);
    const { events } = await ann.client.channels.history.query({ channel });
    expect(events.map(({ data }) => data)).toEqual([2, 1]);
  },
);

test('a signal for some users reaches them on all their connections, and nobody else', async () => {
  const channel = 'room:some';
  await using ann = await userClient(server, 'ann');
  await using bob = await userClient(server, 'bob');
  await using bobToo = await userClient(server, 'bob');
  await using carl = await userClient(server, 'carl');
  using feeds = {
    bob: await follow(bob.client, channel),
    bobToo: await follow(bobToo.client, channel),
    carl: await follow(carl.client, channel),
    [Symbol.dispose]() {
      for (const feed of [this.bob, this.bobToo, this.carl]) feed.unsubscribe();
    },
  };
  await ann.client.channels.signal.mutate({ channel, name: 's', data: 1, users: ['bob'] });
  await ann.client.channels.publish.mutate({ channel, name: 'm', data: 'end' });
  await Promise.all([feeds.bob, feeds.bobToo, feeds.carl].map((feed) => feed.event('end')));
  const heard = (feed: typeof feeds.bob) => feed.items.filter(({ type }) => type === 'signal').length;
  expect([heard(feeds.bob), heard(feeds.bobToo), heard(feeds.carl)]).toEqual([1, 1, 0]);
});

test('a signal over REST is answered 202, and obeys the same rules as a publish', async () => {
  const path = '/channels/room:rest/signals';
  const signal = { name: 's', data: null };
  expect(await adminRest(server)('POST', path, signal)).toMatchObject({ status: 202, body: {} });
  const anonymous = restClient(server, clientHeaders());
  expect(await anonymous('POST', path, signal)).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
  await using ann = await userClient(server, 'ann');
  const call = ann.client.channels.signal.mutate({ channel: 'private-x', name: 's', data: 1 });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden' });
});
