import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Closing } from '../../src/runtime/closing.ts';
import { restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { withoutHaste } from '../sama/world.ts';
import { adminParty } from './admin-party.ts';
import { channelOf } from './conversation-of.ts';
import { nativeParty } from './native-party.ts';
import { expectHistory, expectView, heardBy, truthOf } from './one-world.ts';
import type { Listener, Party } from './party.ts';
import { pusherParty } from './pusher-party.ts';
import { samaParty } from './sama-party.ts';
import { socketLinkParty } from './socketlink-party.ts';
import { anyStory, LAST_WORDS, type Story, tell } from './story.ts';

const STORIES = 15;
/** To repeat a failure: `SEED=<as printed> npx vitest run …`. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

let server: TestServer;
let native: Party;
let admin: Party;
let everybody: readonly Party[];
let sama: Awaited<ReturnType<typeof samaParty>>;

beforeAll(async () => {
  process.stdout.write(`SEED=${SEED}\n`);
  server = await startTestServer();
  await withoutHaste(server);
  admin = adminParty(server);
  native = await nativeParty(server, 'nat');
  sama = await samaParty(server, 'sam');
  everybody = [admin, native, sama, await socketLinkParty(server, 'sol'), await pusherParty(server, 'pus')];
});

afterAll(async () => {
  for (const party of everybody) await party[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

let stories = 0;

test('whatever is said on a channel that is open to all, by whomever, all readers and histories agree on it', async () => {
  const parties = everybody.filter(({ name }) => name !== 'SAMA');
  await fc.assert(
    fc.asyncProperty(anyStory(['message', 'price', 'x y']), async (story) => {
      stories += 1;
      await expectOneWorld(`pub-cache-story-${stories}`, parties, story);
    }),
    { seed: SEED, numRuns: STORIES },
  );
});

test('the same holds of a conversation, for those who can be in one', async () => {
  const parties = everybody.filter(({ name }) => name !== 'SocketLink');
  await fc.assert(
    fc.asyncProperty(anyStory(['message']), async (story) => {
      await expectOneWorld(await newConversation(), parties, story);
    }),
    { seed: SEED, numRuns: STORIES },
  );
});

async function expectOneWorld(channel: string, parties: readonly Party[], story: Story): Promise<void> {
  await using open = new Closing();
  const reference = open.use(await listenTo(native, channel));
  const listeners = [];
  for (const party of parties) {
    if (party.reading) listeners.push({ party, listener: open.use(await listenTo(party, channel)) });
  }
  await tell({ channel, writers: parties, reference }, story);
  await admin.writing.publish(channel, LAST_WORDS);
  const truth = await truthOf(server, channel, reference);
  for (const { party, listener } of listeners) expectView(party, await heardBy(listener), truth);
  for (const party of parties) await expectHistory(party, channel, truth);
}

function listenTo({ name, reading }: Party, channel: string): Promise<Listener> {
  if (reading === null) throw new Error(`${name} does not read.`);
  return reading.listen(channel);
}

const Begun = z.object({ conversation: z.object({ id: z.string() }) });

async function newConversation(): Promise<string> {
  const rest = restClient(server, { 'api-key': ADMIN_KEY, 'as-user': 'nat' });
  for (const user of ['pus']) await rest('PUT', `/chat/users/${user}`, {});
  const { body } = await rest('POST', '/chat/conversations', {
    kind: 'group',
    name: 'All',
    participants: ['pus', sama.person.id],
  });
  return channelOf(Begun.parse(body).conversation.id);
}
