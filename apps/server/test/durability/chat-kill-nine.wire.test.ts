import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { simulatedRuntime } from '../../src/runtime/simulated-runtime.ts';
import { appToken } from '../harness/app-token.ts';
import { BuiltServer } from '../harness/built-server.ts';
import { ADMIN_KEY, APP_KEY } from '../harness/test-server.ts';
import { ChattingMember } from './chatting-member.ts';
import { killOnce } from './killings.ts';
import { logOf } from './log-of.ts';
import { Meter } from './meter.ts';

/** To repeat a failure: `SEED=<as printed> npx vitest run …`; `KILLS` for a longer or a shorter run. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const KILLS = Number(process.env.KILLS ?? 10);
const USERS = ['ann', 'bob', 'cyd'];
const PLENTY = 1_000_000;

const Told = z.object({ by: z.string(), messageIds: z.array(z.string()) });

test('kill -9 in the middle of a conversation: what was acknowledged is there once, what is unread is right, and no read went untold', {
  timeout: 60_000 + 6_000 * KILLS,
}, async () => {
  process.stdout.write(`SEED=${SEED}\n`);
  const { chance } = simulatedRuntime({ seed: SEED });
  const meter = new Meter();
  const server = await BuiltServer.prepare();
  // Not `await using`: a test that times out never comes to the end of its block.
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { url, wsUrl } = server;
  await server.start();
  await call(url, 'PATCH', '/apps/default', {
    settings: { limits: { clientPublishPerSecond: PLENTY, clientPublishBurst: PLENTY } },
  });
  const conversation = await begin(url);
  const members = await Promise.all(
    USERS.map(
      async (user) =>
        new ChattingMember({
          ...{ wsUrl, user, conversation, onAcknowledged: () => meter.add() },
          params: { key: APP_KEY, token: await appToken({ sub: user }) },
        }),
    ),
  );
  const done = Promise.all(members.map((member) => member.run()));
  for (let kill = 0; kill < KILLS; kill += 1) await killOnce(server, meter, chance);
  for (const member of members) member.stop();
  await done;
  expect(members.flatMap(({ refusals }) => refusals)).toEqual([]);

  const { events } = await logOf(url, `conversation:${conversation}`);
  const acknowledged = members.flatMap((member) => member.acknowledged);
  expect(events.map(({ id, position, clientId }) => `${position} ${id} ${clientId}`).sort()).toEqual(
    acknowledged.map(({ id, position, clientId }) => `${position} ${id} ${clientId}`).sort(),
  );
  for (const [index, user] of USERS.entries()) {
    const readTo = members[index]?.readTo ?? 0;
    const ofOthers = events.filter((event) => event.user !== user);
    const unread = ofOthers.filter((event) => offsetOf(event) > readTo);
    expect(await unreadOf(url, user, conversation)).toBe(Math.min(1000, unread.length));
    for (const author of USERS.filter((other) => other !== user)) {
      const written = ofOthers.filter((event) => event.user === author && offsetOf(event) <= readTo);
      const told = await readsTold(url, author, user);
      expect(new Set(told)).toEqual(new Set(written.map(({ id }) => id)));
    }
  }
  expect(await server.stop()).toBe(0);
  process.stdout.write(`${KILLS} kills, ${events.length} messages\n`);
});

function offsetOf({ position }: { position: string }): number {
  return Number(position.split(':')[1]);
}

/** A group of all the users. */
async function begin(url: string): Promise<string> {
  for (const user of USERS) await call(url, 'PUT', `/chat/users/${user}`, {});
  const [first = '', ...participants] = USERS;
  const begun = await call(
    url,
    'POST',
    '/chat/conversations',
    { kind: 'group', name: 'g', participants },
    first,
  );
  return z.object({ conversation: z.object({ id: z.string() }) }).parse(begun).conversation.id;
}

async function unreadOf(url: string, user: string, conversation: string): Promise<number> {
  const view = await call(url, 'GET', `/chat/conversations/${conversation}`, undefined, user);
  return z.object({ unread: z.int() }).parse(view).unread;
}

/** What an author was told that somebody has read. */
async function readsTold(url: string, author: string, reader: string): Promise<string[]> {
  const { events } = await logOf(url, `user:${author}`);
  const told = events.filter(({ name }) => name === 'messages_read').map(({ data }) => Told.parse(data));
  return told.filter(({ by }) => by === reader).flatMap(({ messageIds }) => messageIds);
}

async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  asUser?: string,
): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      'api-key': ADMIN_KEY,
      ...(asUser === undefined ? {} : { 'as-user': asUser }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
