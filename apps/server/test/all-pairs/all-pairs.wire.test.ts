import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Closing } from '../../src/runtime/closing.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { done } from './admin-party.ts';
import { DEEDS } from './deeds.ts';
import { Guests } from './guests.ts';
import { examplesOf, gridOf, tableOf, timeless } from './mapping-page.ts';
import { expectHistory, expectView, heardBy, truthOf } from './one-world.ts';
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

test('the examples of the page are the frames that readers get', async () => {
  await using guests = await Guests.open(world, ['pub-cache-lobby', await world.newConversation()]);
  for (const { channel } of guests.all) await say(channel, { asUser: 'ann', clientId: 'first-1' });
  const frames = guests.all.map(async ({ party, listener }) => {
    const { raw } = await listener.frames.until(({ told }) => told?.kind === 'publish');
    return [party, raw] as const;
  });
  const examples = Object.fromEntries(examplesOf('An example'));
  expect(timeless(Object.fromEntries(await Promise.all(frames)))).toEqual(timeless(examples));
});

test('names that are words of a protocol reach its clients as the page says', async () => {
  await using guests = await Guests.open(world, ['pub-cache-names', await world.newConversation()]);
  const columns: Record<string, ReadonlyMap<string, string>> = {};
  for (const name of ['price', 'pusher:ping', 'connect']) {
    columns[`\`${name}\``] = await guests.told(({ channel }) => say(channel, { name }));
  }
  expect(gridOf(columns)).toEqual(tableOf('Publish', 2));
});

test('what the app broadcasts to a room reaches all who follow it, as the page says', async () => {
  await using guests = await Guests.open(world, ['pub-broadcast']);
  const broadcast = await guests.told(({ channel: rid }) =>
    done(adminRest(server)('POST', '/rooms/broadcast', { rid: [rid], message: 'Hello' })),
  );
  expect(gridOf({ 'broadcast to a room': broadcast })).toEqual(tableOf('Signal', 1));
});

test('who is banned from a channel is told what the page says, and hears nothing more there', async () => {
  await using guests = await Guests.open(world, ['pub-cache-ban', await world.newConversation()]);
  const told = await guests.told(({ user, channel }) =>
    done(adminRest(server)('POST', '/bans', { user, channel })),
  );
  expect(gridOf({ 'is told': told })).toEqual(tableOf('Ban'));

  // A backend may speak in the name of somebody who is banned.
  const silence = await guests.told(({ user, channel }) => say(channel, { asUser: user }));
  const heard = guests.all.map(({ party, listener }) => [
    party,
    listener.user === null ? '`message`' : 'nothing',
  ]);
  expect(Object.fromEntries(silence)).toEqual(Object.fromEntries(heard));
});

test('what is for some alone reaches those who proved to be one of them, by every protocol', async () => {
  await using guests = await Guests.open(world, ['pub-cache-some']);
  const only = await guests.told(({ user, channel }) => say(channel, { only: [user] }));
  const except = await guests.told(({ user, channel }) => say(channel, { except: [user] }));
  expect(gridOf({ 'only for it': only, 'for all but it': except })).toEqual(tableOf('For some alone'));
});

test.each(['pub-state-list', 'presence-list'])(
  'who is on %s is one list, whoever shows it',
  async (channel) => {
    await using open = new Closing();
    const there: Array<{ user: string; isClaimed: boolean }> = [];
    for (const party of world.parties) {
      if (!party.reading?.isSeen(channel) || !party.reading.follows(channel)) continue;
      const user = `${party.name} user`;
      await open.open(() => listenTo(party, channel, user));
      there.push({ user, isClaimed: party.name === 'SocketLink' });
    }
    for (const { name, listing } of world.parties) {
      if (!listing?.lists(channel)) continue;
      const listed = there
        .filter(({ isClaimed }) => listing.listsClaimed || !isClaimed)
        .map(({ user }) => user);
      expect([...(await listing.members(channel))].sort(), name).toEqual(listed.sort());
    }
  },
);

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

/** The app's backend publishes a message. */
function say(channel: string, more: object = {}): Promise<void> {
  const message = { name: 'message', data: { text: 'Hello' }, ...more };
  return done(adminRest(server)('POST', `/channels/${channel}/events`, message));
}

/** Where somebody of each protocol can meet somebody of any other, if they can meet at all; the most usual first. */
async function channelsFor(heading: string): Promise<readonly string[]> {
  if (heading === 'Presence') return ['presence-page', 'pub-state-cache-page'];
  return [`pub-cache-${heading}`, await world.newConversation(), `private-${heading}`];
}
