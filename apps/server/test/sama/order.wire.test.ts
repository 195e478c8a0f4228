import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { person } from './people.ts';
import type { SamaClient } from './sama-client.ts';
import { group, openWorld, type World, withoutHaste } from './world.ts';

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  await withoutHaste(server);
  world = await openWorld(server);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** What came since, each packet by its first key. */
async function keysSince(client: SamaClient, from: number): Promise<string[]> {
  await client.settled();
  return client.packets.items.slice(from, -1).flatMap((packet) => Object.keys(packet).slice(0, 1));
}

test('who changes a group reads what came of it after the answer, though it is told of it as all are', async () => {
  const { bob, cat, ann1 } = world;
  const dan = await person(server, 'dan');
  const cid = await group(ann1, 'Order', [bob.id]);
  for (const participants of [{ add: [cat.id, dan.id] }, { remove: [dan.id] }]) {
    const from = (await ann1.settled()).length;
    await ann1.ask('conversation_update', { id: cid, participants });
    const notes = participants.add ? ['message', 'message'] : ['message'];
    expect(await keysSince(ann1, from)).toEqual(['response', ...notes]);
  }
});

test('in a busy group nothing of what others say is lost or changes places while one’s own requests are answered', async () => {
  const { bob, ann1, bob1 } = world;
  const cid = await group(ann1, 'Busy', [bob.id]);
  const SAID = 150;
  const from = (await ann1.settled()).length;
  for (let turn = 0; turn < SAID; turn += 1) {
    bob1.send({ message: { id: `b${turn}`, cid, body: `b${turn}` } });
    ann1.send({ message: { id: `a${turn}`, cid, body: `a${turn}` } });
    ann1.send({ request: { message_list: { cid }, id: `l${turn}` } });
  }
  await bob1.settled();
  const packets = (await ann1.settled()).slice(from, -1);
  const inOrder = Array.from({ length: SAID }, (_, turn) => turn);
  const heard = packets.flatMap(({ message }) => (message ? [Object(message).body] : []));
  expect(heard).toEqual(inOrder.map((turn) => `b${turn}`));
  const answered = packets.flatMap(({ ask, response }) => Object(ask).mid ?? Object(response).id ?? []);
  expect(answered).toEqual(inOrder.flatMap((turn) => [`a${turn}`, `l${turn}`]));
});

test('nothing of this failed for a fault of the server', () => {
  expect(server.errors).toEqual([]);
});
