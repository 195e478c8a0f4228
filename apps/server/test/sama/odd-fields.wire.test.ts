import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { conversations, group, listed, openWorld, say, type World, withoutHaste } from './world.ts';

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

/** What fields may hold that no database, or no text, likes. */
const ODD: readonly unknown[] = [
  ...[
    '\0',
    'a\0b',
    '\ud800',
    'a\udc00b',
    '\u0001',
    '\n',
    ' ',
    '%',
    '_',
    "'; --",
    '__proto__',
    'x'.repeat(300),
  ],
  ...[null, true, -1, 0, 1e300, 1.5, {}, [], [null], { gt: 1e300 }, { gt: -1 }, { lt: 1e300 }, { gt: '\0' }],
  ...[{ gt: '0001-01-01' }, { lt: '0001-01-01' }, { lt: '+275760-09-13' }, { gt: 'no date' }, ['\0'], [1]],
  ...[{ add: ['\0'] }, { remove: ['\ud800'] }, { file_id: '\0' }, { file_id: '\ud800', file_name: '\0' }],
  ...[{ '\0': 1 }, { x: '\ud800' }, [{ file_id: '\0' }], [{ '\0': '\ud800' }], { a: { b: [{ c: '\0' }] } }],
];

test('whatever a field holds, the answer is never a fault of the server, and the connection lives on', async () => {
  const { bob, ann1 } = world;
  const cid = await group(ann1, 'Odd', [bob.id]);
  const id = await say(ann1, cid, 'to be changed');
  const REQUESTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    conversation_create: {
      ...{ type: 'g', name: 'n', description: 'd', participants: [bob.id], opponent_id: bob.id },
      ...{ image_object: { file_id: 'f' }, owner_id: 'o', is_encrypted: false },
    },
    conversation_update: {
      ...{
        id: cid,
        name: 'n',
        description: 'd',
        participants: {},
        admins: {},
        image_object: { file_id: 'f' },
      },
    },
    conversation_list: { limit: 1, updated_at: {}, ids: [cid] },
    conversation_search: { name: 'n', limit: 1, updated_at: {} },
    get_participants_by_cids: { cids: [cid] },
    get_admins_by_cids: { cids: [cid] },
    message: {
      ...{ id: 'm', cid, body: 'b', x: {}, attachments: [{}] },
      ...{ replied_message_id: id, forwarded_message_id: id },
    },
    system_message: { id: 's', cid, x: {} },
    message_list: { cid, limit: 1, updated_at: {}, ids: [id] },
    message_read: { cid, ids: [id] },
    message_edit: { id, body: 'b' },
    message_delete: { cid, ids: [], type: 'myself' },
    message_reactions_update: { mid: id, add: 'a', remove: 'r' },
    message_reactions_list: { mid: id },
    typing: { cid, status: 's' },
    conversation_delete: { id: 'nowhere' },
  };
  for (const [name, body] of Object.entries(REQUESTS)) {
    for (const field of [...Object.keys(body), 'unknown']) {
      for (const odd of ODD)
        ann1.send({ request: { [name]: { ...body, [field]: odd }, id: `${name}.${field}` } });
      await ann1.settled();
    }
  }
  const faults = ann1.packets.items.filter(({ response }) => Object(Object(response).error).status >= 500);
  expect(faults).toEqual([]);
  expect(server.errors).toEqual([]);
  // Who reads what came of it has no trouble either.
  expect((await conversations(world.bob1)).length).toBeGreaterThan(0);
  expect((await listed(world.bob1, cid)).length).toBeGreaterThan(0);
}, 120_000);
