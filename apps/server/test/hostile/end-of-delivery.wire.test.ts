import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { Flood } from './flood.ts';
import { Listener } from './listener.ts';
import { type AppSide, defaultApp } from './two-apps.ts';

const runtime = movableRuntime();
const TOKEN_SECONDS = 3600;
/** How far the server's clock is ahead of the one that tokens are made by. */
let aheadSeconds = 0;

let server: TestServer;
let app: AppSide;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
  app = defaultApp(server);
});
afterAll(() => server[Symbol.asyncDispose]());

interface Scene {
  readonly user: string;
  readonly channel: string;
  /** What the app's own rule says of the channel. */
  readonly rule: object;
  readonly reader: Listener;
}

/** Everything that takes the right to hear a channel from somebody who hears it. */
const ENDINGS: Readonly<Record<string, (scene: Scene) => unknown>> = {
  'a ban from the app': ({ user }) => app.rest('POST', '/bans', { user }),
  'a ban from the channel': ({ user, channel }) => app.rest('POST', '/bans', { user, channel }),
  'a rule that asks for more': ({ channel, rule }) =>
    app.rest('PUT', '/rules', { pattern: channel, rule: { ...rule, access: 'self' } }),
  'a token that grants less': async ({ user, reader }) =>
    reader.call('mutation', 'session.refresh', { token: await token(user, ['elsewhere']) }),
  'an administrator who ends the connection': async ({ user }) => {
    const { body } = await app.rest('GET', `/connections?user=${user}`);
    return app.rest('DELETE', `/connections/${Connections.parse(body).connections[0]?.id}`);
  },
  'the expiry of the token': () => {
    aheadSeconds += TOKEN_SECONDS + 2;
    runtime.advance((TOKEN_SECONDS + 2) * 1000);
  },
};

const Connections = z.object({ connections: z.array(z.object({ id: z.string() })) });

const LOGS = ['durable', 'volatile'] as const;
const CASES = Object.entries(ENDINGS).flatMap(([name, end]) => LOGS.map((log) => ({ name, end, log })));

test.each(CASES)(
  'after $name, nothing published on a $log channel arrives any more',
  async ({ end, log }) => {
    const { user, channel, rule } = await place(log);
    using reader = await app.listener(user, [channel], aheadSeconds + TOKEN_SECONDS);
    using backend = await Listener.connect(server.wsUrl, { adminKey: ADMIN_KEY });
    await Promise.all([reader.follow(channel), backend.follow(channel)]);
    using flood = await Flood.start(server.wsUrl, ADMIN_KEY, channel);
    await flood.more(50);

    await end({ user, channel, rule, reader });
    const firstAfter = flood.next;
    await flood.more(50);
    const total = await flood.stop();

    await Promise.all([reader.settled(), backend.settled()]);
    expect(reader.data.length).toBeGreaterThan(0);
    expect(reader.data).toEqual(countTo(reader.data.length));
    expect(reader.data.length).toBeLessThanOrEqual(firstAfter);
    expect(backend.data, 'who was not concerned').toEqual(countTo(total));
  },
);

test.each(LOGS)(
  'who is let in again to a %s channel resumes where delivery ended and has lost nothing',
  async (log) => {
    const { user, channel } = await place(log);
    using flood = await Flood.start(server.wsUrl, ADMIN_KEY, channel);
    let position: string | undefined;
    using reader = await app.listener(user, [channel], aheadSeconds + TOKEN_SECONDS);
    for (let round = 0; round < 20; round += 1) {
      await reader.follow(channel, position);
      await flood.more(20);
      await app.rest('POST', '/bans', { user, channel });
      await app.rest('DELETE', `/bans?user=${user}&channel=${channel}`);
      await reader.settled();
      position = reader.positions.at(-1);
    }
    const total = await flood.stop();
    await reader.follow(channel, position);
    await reader.settled();
    expect(reader.data).toEqual(countFrom(Number(reader.data[0]), total));
  },
);

test.each(LOGS)(
  'an event stream over HTTP ends with the ban, and nothing published on a %s channel follows',
  async (log) => {
    const { user, channel } = await place(log);
    const url = `${server.url}/api/v1/channels/${channel}/events?key=${APP_KEY}&token=${await token(user, [channel])}`;
    await using stream = new SseReading(await fetch(url));
    expect(await stream.next()).toMatchObject({ type: 'subscribed' });
    using flood = await Flood.start(server.wsUrl, ADMIN_KEY, channel);
    await flood.more(50);
    await app.rest('POST', '/bans', { user });
    const firstAfter = flood.next;
    await flood.more(50);
    await flood.stop();
    let events = 0;
    for (let item = await stream.next(); item?.type === 'event'; item = await stream.next()) events += 1;
    expect(events).toBeGreaterThan(0);
    expect(events).toBeLessThanOrEqual(firstAfter);
  },
);

test('without a grant nothing is heard: not by asking, not by resuming, not of signals, members or history', async () => {
  const { channel } = await place('durable');
  const { position } = Published.parse(
    (await app.rest('POST', `/channels/${channel}/events`, { name: 'm', data: 'secret' })).body,
  );
  const refusals: Array<string | null> = [];
  for (const user of [null, 'stranger']) {
    using stranger = await app.listener(user, ['private-other', 'room:*'], aheadSeconds + TOKEN_SECONDS);
    refusals.push(
      await stranger.follow(channel),
      await stranger.follow(channel, `${position.split(':')[0]}:0`),
    );
    for (const path of ['channels.history', 'channels.presence']) {
      const answer = await stranger.call('query', path, { channel });
      refusals.push(answer.ok ? null : answer.report.code);
    }
    await app.rest('POST', `/channels/${channel}/events`, { name: 'm', data: 'secret' });
    await app.rest('POST', `/channels/${channel}/signals`, { name: 's', data: 'secret' });
    await stranger.settled();
    expect(stranger.heard.items).toEqual([]);
  }
  expect(refusals).toEqual(Array.from({ length: 8 }, () => 'forbidden'));
});

const Published = z.object({ position: z.string() });

let places = 0;
/** A user and a channel that needs a grant, used by nobody else. */
async function place(log: 'durable' | 'volatile') {
  places += 1;
  const channel = `private-${log}-${places}`;
  const rule = { log, ringEvents: 100_000 };
  await app.rest('PUT', '/rules', { pattern: channel, rule });
  return { user: `user-${places}`, channel, rule };
}

function token(user: string, channels: string[]): Promise<string> {
  return app.token(user, channels, aheadSeconds + TOKEN_SECONDS);
}

function countTo(end: number): number[] {
  return countFrom(0, end);
}

function countFrom(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
