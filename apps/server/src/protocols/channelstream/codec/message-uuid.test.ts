import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import {
  eventIdOfUuid,
  eventUuid,
  isUuid,
  randomUuid,
  readUuid,
  targetUuid,
  uuidOfChannel,
  uuidOfEventId,
} from './message-uuid.ts';

const ID = '6b020b9f93b4896862 5d3ac7'.replace(' ', '');
const GIVEN = '88e1d3a0-0000-4000-8000-00000000000a';

test('the uuid of an event holds its id, and gives it back', () => {
  const id = fc.stringMatching(/^[0-9a-f]{24}$/);
  fc.assert(
    fc.property(id, (text) => {
      const uuid = uuidOfEventId(text);
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(eventIdOfUuid(uuid)).toBe(text);
    }),
  );
});

test('no other uuid is taken for one', () => {
  const { chance } = simulatedRuntime();
  for (let index = 0; index < 1000; index += 1) {
    const uuid = randomUuid(chance);
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(eventIdOfUuid(uuid)).toBeNull();
  }
});

test('a message is known by its publisher’s uuid, its changes too; without one by that of its event', () => {
  expect(eventUuid({ id: ID, clientId: GIVEN }, null)).toBe(GIVEN);
  expect(eventUuid({ id: ID, clientId: 'no-uuid' }, null)).toBe(uuidOfEventId(ID));
  expect(targetUuid({ id: 'f'.repeat(24), target: ID, targetClientId: GIVEN }, null)).toBe(GIVEN);
  expect(targetUuid({ id: 'f'.repeat(24), target: ID }, null)).toBe(uuidOfEventId(ID));
  expect(targetUuid({ id: 'f'.repeat(24), target: ID }, { uuid: GIVEN })).toBe(GIVEN);
});

test('a channel has the same uuid always, another in another app', () => {
  expect(uuidOfChannel('a', 'b')).toBe(uuidOfChannel('a', 'b'));
  expect(uuidOfChannel('a', 'b')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(uuidOfChannel('a', 'c')).not.toBe(uuidOfChannel('a', 'b'));
  expect(uuidOfChannel('c', 'b')).not.toBe(uuidOfChannel('a', 'b'));
});

test('uuids are read in every usual form, and nothing else is', () => {
  const plain = '0a2b3c4d-0a2b-3c4d-0a2b-3c4d0a2b3c4d';
  const forms = [plain, plain.toUpperCase(), plain.replaceAll('-', ''), `{${plain}}`, `urn:uuid:${plain}`];
  for (const text of forms) {
    expect(readUuid(text), text).toBe(plain);
    expect(isUuid(readUuid(text) ?? '')).toBe(true);
  }
  for (const text of ['', 'x', plain.slice(1), `${plain}0`, plain.replace('a', 'g')]) {
    expect(readUuid(text), text).toBeNull();
  }
});
