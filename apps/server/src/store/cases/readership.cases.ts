import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import type { Readership } from '../../core/event/readership.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import {
  countingFrom,
  deletion,
  duplicateOf,
  edit,
  offsetsOf,
  publish,
  statusesOf,
} from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

const readership = (only: readonly string[] | null, except: readonly string[] = []): Readership => ({
  only: only && new Set(only),
  except: new Set(except),
});
const extrasOf = (event: StoredEvent | null | undefined): unknown => event?.extras?.value();

/** Who may read an event, and what else its publisher said of it. */
export function readershipCases(habitat: StoreHabitat): void {
  test('an event comes back with its readership and its extras, and one without has neither', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const odd = [
      'ann',
      "o'neil",
      'a"b\\c',
      '%_',
      'emoji 👩‍👩‍👧‍👦',
      'é',
      'e\u0301',
      '__proto__',
      'nul \0',
      'half \ud83d',
      '漢'.repeat(85),
    ];
    const batch = [
      publish({ readership: readership(odd, [...odd].reverse()), extras: Body.ofValue({ odd }) }),
      publish({ readership: readership(null, ['bob']) }),
      publish({ readership: readership([]) }),
      publish({ readership: readership(null) }),
      publish({ extras: Body.ofTrustedJson('{ "big": 123456789012345678901234567890, "a":1,"a":2 }') }),
      publish(),
      publish({ readership: readership(countingFrom(0, 1000).map((nr) => `${nr}`.padStart(255, 'x'))) }),
    ];
    expect(offsetsOf(await events.append(batch))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const page = await events.readAfter('acme', 'room', 0, 100);
    expect(page?.events.map((event) => event.readership)).toEqual(batch.map((entry) => entry.readership));
    expect(page?.events.map((event) => event.extras?.text)).toEqual(batch.map((entry) => entry.extras?.text));
    const plain = page?.events[5] ?? {};
    expect('readership' in plain || 'extras' in plain).toBe(false);
    const history = await events.history({ appId: 'acme', channel: 'room', order: 'oldest', limit: 10 });
    expect(history).toEqual(page?.events);
    expect(await events.find('acme', 'room', batch[0]?.id ?? '')).toEqual(page?.events[0]);
  });

  test('extras keep their meaning whatever they hold, and what they begin with', async () => {
    await using bed = await storeBed(habitat);
    const texts = [
      '{"copyOf":"half \ud83d a pair, raw, and its end \ude00"}',
      '{"copyOf":"\\u0000 \\ud83d escaped"}',
      '{"%_\'\\"\\\\":"?? $1 :x ` 👩‍👩‍👧‍👦"}',
      '{"\udc00":"a name that is half a pair"}',
      JSON.stringify({ long: '漢'.repeat(400_000) }),
      '{}',
    ];
    const batch = texts.map((text) => publish({ extras: Body.ofTrustedJson(text) }));
    expect(offsetsOf(await bed.store.events.append(batch))).toHaveLength(texts.length);
    const page = await bed.store.events.readAfter('acme', 'room', 0, 100);
    expect(page?.events.map(extrasOf)).toEqual(texts.map((text): unknown => JSON.parse(text)));
    expect(page?.events.map((event) => event.extras?.text.slice(0, 10))).toEqual(
      texts.map((text) => (text.startsWith('{"\udc00') ? '{"\\udc00":' : text).slice(0, 10)),
    );
  });

  test('events with and without them share batches, and every channel counts on without a hole', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const batchOf = (round: number) =>
      countingFrom(0, 30).map((nr) =>
        publish({
          channel: `room-${nr % 4}`,
          body: Body.ofValue({ round, nr }),
          ...((nr + round) % 3 === 0 && { readership: readership([`user-${nr}`]) }),
          ...((nr + round) % 5 === 0 && { extras: Body.ofValue({ nr }) }),
        }),
      );
    const batches = countingFrom(0, 12).map(batchOf);
    const outcomes = await Promise.all(
      [bed.store, other].flatMap((store, half) =>
        batches.filter((_, round) => round % 2 === half).map((batch) => store.events.append(batch)),
      ),
    );
    expect(outcomes.flat().map(({ status }) => status)).toEqual(new Array(360).fill('stored'));
    const sent = new Map(batches.flat().map((entry) => [entry.id, entry]));
    for (const channel of countingFrom(0, 4).map((nr) => `room-${nr}`)) {
      const page = await bed.store.events.readAfter('acme', channel, 0, 1000);
      const read = page?.events ?? [];
      expect(read.map((event) => event.position.offset)).toEqual(countingFrom(1, read.length));
      expect(page?.head.offset).toBe(read.length);
      for (const batch of batches) {
        const ids = new Set(batch.map(({ id }) => id));
        const inOrder = batch.filter((entry) => entry.channel === channel).map(({ id }) => id);
        expect(read.map(({ id }) => id).filter((id) => ids.has(id))).toEqual(inOrder);
      }
      for (const event of read) {
        expect(event.readership).toEqual(sent.get(event.id)?.readership);
        expect(event.extras?.text).toBe(sent.get(event.id)?.extras?.text);
        expect(event.body?.text).toBe(sent.get(event.id)?.body?.text);
      }
    }
  });

  test('a retry is answered with the readership and the extras of the first, in its batch and later', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const first = publish({ clientId: 'c', readership: readership(['ann']), extras: Body.ofValue({ n: 1 }) });
    const again = () =>
      publish({ clientId: 'c', readership: readership(['eve']), extras: Body.ofValue({ n: 2 }) });
    const plain = publish({ clientId: 'c' });
    const outcomes = [...(await events.append([first, again()])), ...(await events.append([again()]))];
    outcomes.push(...(await events.append([plain])));
    expect(statusesOf(outcomes)).toEqual(['stored', 'duplicate', 'duplicate', 'duplicate']);
    for (const outcome of outcomes.slice(1)) {
      expect(duplicateOf(outcome).readership).toEqual(first.readership);
      expect(extrasOf(duplicateOf(outcome))).toEqual({ n: 1 });
    }
  });

  test('an edited publish shows who edited it and the extras of that edit, beside those it was published with', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const secret = readership(['ann', 'bob']);
    const message = publish({ readership: secret, extras: Body.ofValue({ as: 'published' }) });
    await events.append([message]);
    const change = edit(message.id, 'x', {
      userId: 'bob',
      readership: secret,
      extras: Body.ofValue({ as: 'edited' }),
    });
    await events.append([change]);
    const found = await events.find('acme', 'room', message.id);
    expect(found?.readership).toEqual(secret);
    expect(extrasOf(found)).toEqual({ as: 'published' });
    expect(found?.edit).toMatchObject({ userId: 'bob', at: change.at, offset: 2 });
    expect(found?.edit?.extras?.value()).toEqual({ as: 'edited' });
    const told = await events.readAfter('acme', 'room', 1, 10);
    expect(told?.events).toMatchObject([{ kind: 'edit', userId: 'bob', readership: secret }]);
    expect(extrasOf(told?.events[0])).toEqual({ as: 'edited' });
    await events.append([
      edit(message.id, 'y', { userId: null }),
      edit(message.id, 'z', { userId: 'cat', claimed: true }),
    ]);
    const [shown] = await events.history({ appId: 'acme', channel: 'room', order: 'oldest', limit: 1 });
    expect(shown?.edit).toEqual({ body: expect.anything(), at: expect.anything(), offset: 4, userId: 'cat' });
    const page = await events.readAfter('acme', 'room', 2, 10);
    expect(page?.events.some((event) => 'readership' in event || 'extras' in event)).toBe(false);
  });

  test('a deletion erases the extras of the publish and of its edits, and leaves who may see what is left', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const secret = readership(['ann'], ['bob']);
    const marked = { readership: secret, extras: Body.ofValue({ secret: true }) };
    const stored = publish(marked);
    await events.append([stored, edit(stored.id, 'first', marked)]);
    await events.append([edit(stored.id, 'second', marked), edit(stored.id, 'third', marked)]);
    const fresh = publish(marked);
    const outcomes = await events.append([
      edit(stored.id, 'fourth', marked),
      fresh,
      edit(fresh.id, 'fresh', marked),
      deletion(stored.id, { readership: secret, extras: Body.ofValue({ why: 'rude' }) }),
      deletion(fresh.id, { readership: secret }),
    ]);
    expect(offsetsOf(outcomes)).toEqual([5, 6, 7, 8, 9]);
    const page = await events.readAfter('acme', 'room', 0, 20);
    expect(page?.events.map((event) => event.body)).toEqual(new Array(9).fill(null));
    expect(page?.events.map((event) => event.readership)).toEqual(new Array(9).fill(secret));
    const left = page?.events.filter((event) => event.extras);
    expect(left?.map((event) => [event.kind, event.target, extrasOf(event)])).toEqual([
      ['delete', stored.id, { why: 'rude' }],
    ]);
    const tombs = await events.history({
      appId: 'acme',
      channel: 'room',
      order: 'oldest',
      limit: 10,
      includeDeleted: true,
    });
    expect(tombs.map((event) => [event.id, event.readership, event.extras, event.edit])).toEqual([
      [stored.id, secret, undefined, null],
      [fresh.id, secret, undefined, null],
    ]);
  });

  test('what could not be read again fails alone, as it would make its channel unreadable', async () => {
    await using bed = await storeBed(habitat);
    const bad = [
      publish({ readership: readership(countingFrom(0, 1001).map(String)) }),
      publish({ readership: readership(null, ['x'.repeat(256)]) }),
      publish({ readership: readership(['']) }),
      publish({ extras: Body.ofText('{}') }),
      publish({ extras: Body.ofValue([1]) }),
    ];
    const outcomes = await bed.store.events.append(bad.flatMap((entry) => [entry, publish()]));
    expect(statusesOf(outcomes)).toEqual(bad.flatMap(() => ['failed', 'stored']));
    const page = await bed.store.events.readAfter('acme', 'room', 0, 10);
    expect(page?.events.map((event) => event.position.offset)).toEqual(countingFrom(1, bad.length));
  });

  test('the newest publish under a client id is found, whoever published it', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const of = { clientId: 'uuid', extras: Body.ofValue({}) };
    const batch = [
      publish({ ...of, userId: 'zoe' }),
      publish({ ...of, userId: 'ann' }),
      publish({ ...of, userId: null }),
      publish({ clientId: 'UUID', userId: 'bob' }),
      publish({ ...of, userId: 'ann', channel: 'other' }),
      publish({ ...of, userId: 'ann', appId: 'ACME' }),
    ];
    await events.append(batch);
    const idOf = async (clientId: string, channel = 'room') =>
      (await events.findPublished('acme', channel, clientId))?.id;
    expect(await idOf('uuid')).toBe(batch[2]?.id);
    expect(await idOf('UUID')).toBe(batch[3]?.id);
    expect(await idOf('uuid', 'other')).toBe(batch[4]?.id);
    expect(await idOf('uuid', 'elsewhere')).toBeUndefined();
    expect(await idOf('uuid ')).toBeUndefined();
    expect(await idOf('nul\0')).toBeUndefined();
    const newest = batch[2]?.id ?? '';
    await events.append([edit(newest, 'x', { userId: 'eve', clientId: 'uuid' }), deletion(newest)]);
    expect(await events.findPublished('acme', 'room', 'uuid')).toMatchObject({
      id: newest,
      kind: 'publish',
      body: null,
      deletedAt: expect.any(Number),
    });
  });
}
