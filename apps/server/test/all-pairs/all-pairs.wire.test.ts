import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Closing } from '../../src/runtime/closing.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { DEEDS } from './deeds.ts';
import { expectHistory, expectView, heardBy, truthOf } from './one-world.ts';
import { tableOf } from './page-tables.ts';
import { Place } from './place.ts';
import { seen } from './seen.ts';
import { anyStory, LAST_WORDS, type Story, tell } from './story.ts';
import { listenTo, openWorld, type World } from './world.ts';

const STORIES = 15;
/** To repeat a failure: `SEED=<as printed> npx vitest run …`. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** On a busy machine there are fewer. */
const HOW_OFTEN = { seed: SEED, numRuns: STORIES, interruptAfterTimeLimit: 8000 };

let server: TestServer;
let world: World;

beforeAll(async () => {
  process.stdout.write(`SEED=${SEED}\n`);
  server = await startTestServer();
  world = await openWorld(server);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

describe('the page on who sees what says what is so', () => {
  test.each(Object.entries(DEEDS))('%s', async (heading, deed) => {
    await using open = new Closing();
    const places: Place[] = [];
    for (const channel of await channelsFor(heading)) {
      places.push(await open.open(() => Place.open(world, channel)));
    }
    expect(await seen(world, places, deed)).toEqual(tableOf(heading));
  });
});

/** Where somebody of each protocol can meet somebody of any other, if they can meet at all; the most usual first. */
async function channelsFor(heading: string): Promise<readonly string[]> {
  if (heading === 'Presence') return ['presence-page', 'pub-state-cache-page'];
  return [`pub-cache-${heading}`, await world.newConversation(), `private-${heading}`];
}

test('whatever is said on a channel that is open to all, by whomever, all readers and histories agree on it', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(anyStory(['message', 'price', 'x y']), async (story) => {
      told += 1;
      await expectOneWorld(`pub-cache-story-${told}`, story);
    }),
    HOW_OFTEN,
  );
});

test('the same holds of a conversation, for those who can be in one', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory(['message']), async (story) => {
      await expectOneWorld(await world.newConversation(), story);
    }),
    HOW_OFTEN,
  );
});

/** Tells a story on a new channel; everybody who can be there shows what the log has in the end. */
async function expectOneWorld(channel: string, story: Story): Promise<void> {
  await using open = new Closing();
  const { admin, native, parties } = world;
  const reference = open.use(await listenTo(native, channel));
  const readers = await Promise.all(
    parties
      .filter(({ reading }) => reading?.follows(channel))
      .map(async (party) => ({ party, listener: open.use(await listenTo(party, channel)) })),
  );
  const writers = parties.filter(({ writing }) => writing.reaches(channel));
  await tell({ channel, writers, reference }, story);
  await admin.writing.publish(channel, LAST_WORDS);
  const truth = await truthOf(server, channel, reference);
  for (const { party, listener } of readers) expectView(party, await heardBy(listener), truth);
  for (const party of parties) await expectHistory(party, channel, truth);
}
