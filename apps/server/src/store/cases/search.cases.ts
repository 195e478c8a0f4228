import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { EventSearch, FoundEvent } from '../../core/store/event-store.ts';
import type { Store } from '../../core/store/store.ts';
import { countingFrom, deletion, edit, offsetsOf, publish } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

type Query = Partial<EventSearch>;

const search = (store: Store, query: Query = {}): Promise<FoundEvent[]> =>
  store.events.search({ appId: 'acme', order: [], skip: 0, limit: 100, ...query });
const idsOf = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);
const by = (by: EventSearch['order'][number]['by'], descending = false) => ({ by, descending });

/** Looking through all durable logs of an app. */
export function searchCases(habitat: StoreHabitat): void {
  test('publishes of all channels of the app are found as they stand now, the newest first', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const [first, gone, changed, last] = [
      publish({ channel: 'one', readership: { only: new Set(['ann']), except: new Set() } }),
      publish({ channel: 'one' }),
      publish({ channel: 'two', extras: Body.ofValue({ n: 1 }) }),
      publish({ channel: 'one', name: 'Preis €' }),
    ];
    await events.append([first, gone, changed, last, publish({ appId: 'ACME', channel: 'one' })]);
    await events.append([
      deletion(gone.id, { channel: 'one' }),
      edit(changed.id, 'new', { channel: 'two', userId: 'bob', extras: Body.ofValue({ n: 2 }) }),
    ]);
    const found = await search(bed.store);
    expect(idsOf(found)).toEqual(idsOf([last, changed, first]));
    expect(found.map(({ channel, name }) => [channel, name])).toEqual([
      ['one', 'Preis €'],
      ['two', 'message'],
      ['one', 'message'],
    ]);
    for (const event of found) {
      const { channel, ...rest } = event;
      expect(await events.find('acme', channel, event.id)).toEqual(rest);
    }
    expect(found[1]?.edit?.body.value()).toBe('new');
    expect(idsOf(await search(bed.store, { appId: 'ACME' }))).toHaveLength(1);
    for (const appId of ['none', 'Acme', 'nul\0']) expect(await search(bed.store, { appId })).toEqual([]);
  });

  test('channels of chat are left out, unless the channel is named', async () => {
    await using bed = await storeBed(habitat);
    const chat = ['conversation:', 'conversation:1', 'user:', 'user:ann'];
    const others = [
      'conversation',
      'conversation;',
      'Conversation:1',
      'conversatioN:1',
      'user',
      'user;',
      'userx',
      '#server-to-user-ann',
    ];
    const batch = [...chat, ...others].map((channel) => publish({ channel }));
    await bed.store.events.append(batch);
    expect((await search(bed.store)).map(({ channel }) => channel).sort()).toEqual([...others].sort());
    for (const entry of batch) {
      expect(idsOf(await search(bed.store, { channel: entry.channel }))).toEqual([entry.id]);
    }
    for (const channel of ['conversation:%', 'user:_nn', 'USER:ann', 'user:ann ', 'nul\0']) {
      expect(await search(bed.store, { channel })).toEqual([]);
    }
  });

  test('names are compared exactly', async () => {
    await using bed = await storeBed(habitat);
    const names = ['e', 'E', 'é', 'e\u0301', 'e ', '%', '_', "'", '"', '\\', '\\%', '😀', '?', '$1'];
    const batch = names.map((name) => publish({ name }));
    await bed.store.events.append(batch);
    for (const { name, id } of batch) expect(idsOf(await search(bed.store, { name }))).toEqual([id]);
    for (const name of ['', 'x', 'nul\0', 'half \ud83d'])
      expect(await search(bed.store, { name })).toEqual([]);
  });

  test('a text is found where it is the whole of a text or of a JSON string, however that was written', async () => {
    await using bed = await storeBed(habitat);
    const texts = [
      ...[
        '',
        'abc',
        'ABC',
        'äbc',
        'a\u0308bc',
        'abc ',
        '%',
        '_',
        'a%c',
        'a_c',
        "it's",
        'say "hi"',
        '\\',
        '\\%',
        'a\\bc',
      ],
      ...[
        '😀',
        '👩‍👩‍👧‍👦',
        '漢',
        'line\nbreak',
        '?',
        '$1',
        'null',
        '12',
        '{}',
        '"abc"',
        '/',
        'nul \0',
        'half \ud83d',
        '\ude00',
      ],
    ];
    const escaped = (text: string): string =>
      `"${Array.from({ length: text.length }, (_, nr) => `\\u${text.charCodeAt(nr).toString(16).padStart(4, '0')}`).join('')}"`;
    for (const [nr, text] of texts.entries()) {
      await bed.store.events.append(
        [
          Body.ofText(text),
          Body.ofValue(text),
          Body.ofTrustedJson(escaped(text)),
          Body.ofTrustedJson(` \t\r\n${JSON.stringify(text)} `),
          Body.ofTrustedJson(`"${text.replace(/["\\\n\0]/g, (unit) => JSON.stringify(unit).slice(1, -1))}"`),
        ].map((body) => publish({ channel: `text-${nr}`, body })),
      );
    }
    for (const [nr, text] of texts.entries()) {
      const found = await search(bed.store, { text });
      const channels = new Map<string, number>();
      for (const { channel } of found) channels.set(channel, (channels.get(channel) ?? 0) + 1);
      expect([text, [...channels]]).toEqual([text, [[`text-${nr}`, 5]]]);
    }
    expect(await search(bed.store, { text: 'ab' })).toEqual([]);
  });

  test('in other JSON a text is found where it stands in it, never as a pattern', async () => {
    await using bed = await storeBed(habitat);
    const json = [
      '{"a":"100%"}',
      '{"A":"100_"}',
      '["it\'s","\\\\"]',
      ' { "sp": "aced" }',
      '{"é":"😀"}',
      '{"\\u00e9":1}',
      '12345',
      'null',
      '{"half":"\ud83d, raw"}',
    ];
    const batch = json.map((text) => publish({ body: Body.ofTrustedJson(text) }));
    await bed.store.events.append(batch);
    const texts = [
      '100%',
      '100_',
      '%',
      '_',
      '"a"',
      '"A"',
      "it's",
      '\\\\',
      '\\',
      'sp": "',
      '"é"',
      'É',
      '😀',
      '\\u00e9',
      '234',
      'null',
      'NULL',
      '{',
      '',
    ];
    for (const text of [...texts, '\ud83d, r', '\0', '.*', '?', '$1']) {
      const expected = batch.filter(({ body }) => body?.text.includes(text));
      expect([text, idsOf(await search(bed.store, { text })).sort()]).toEqual([text, idsOf(expected)]);
    }
  });

  test('what counts of an edited publish is its newest edit', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const [one, two] = [
      publish({ body: Body.ofText('first') }),
      publish({ body: Body.ofValue({ a: 'first' }) }),
    ];
    await events.append([one, two]);
    await events.append([edit(one.id, 'second'), edit(two.id, 'second')]);
    await events.append([edit(one.id, '', { body: Body.ofValue({ a: 'third' }) })]);
    expect(await search(bed.store, { text: 'first' })).toEqual([]);
    expect(idsOf(await search(bed.store, { text: 'second' }))).toEqual([two.id]);
    expect(idsOf(await search(bed.store, { text: 'third' }))).toEqual([one.id]);
    await events.append([deletion(one.id)]);
    expect(await search(bed.store, { text: 'third' })).toEqual([]);
    expect(await search(bed.store, { text: '' })).toEqual([]);
  });

  test('what was sent to several channels is found once, if that is asked', async () => {
    await using bed = await storeBed(habitat);
    const first = publish({ channel: 'a', extras: Body.ofValue({ channels: ['a', 'b'], copyOf: 'x' }) });
    const copy = publish({ channel: 'b', extras: Body.ofValue({ copyOf: first.id, channels: ['a', 'b'] }) });
    const spaced = publish({ channel: 'c', extras: Body.ofTrustedJson('{ "copyOf": "x"}') });
    const cased = publish({ channel: 'c', extras: Body.ofTrustedJson('{"copyof":"x"}') });
    const none = publish({ channel: 'b' });
    await bed.store.events.append([first, copy, spaced, cased, none]);
    expect(idsOf(await search(bed.store, { firstCopiesOnly: true }))).toEqual(
      idsOf([none, cased, spaced, first]),
    );
    expect(idsOf(await search(bed.store))).toEqual(idsOf([none, cased, spaced, copy, first]));
    expect(idsOf(await search(bed.store, { firstCopiesOnly: true, channel: 'b' }))).toEqual([none.id]);
  });

  test('the order is what was asked, by code point, and equal ones come newest first', async () => {
    await using bed = await storeBed(habitat);
    const batch = ['b', 'a', 'B', '😀', '\uffff', 'a', 'é', 'e\u0301', 'b'].map((channel, nr) =>
      publish({ channel, name: `name-${nr % 2}`, at: 1000 + Math.floor(nr / 3) }),
    );
    await bed.store.events.append(batch);
    const ordered = async (...order: EventSearch['order']) =>
      (await search(bed.store, { order })).map(({ id }) => batch.findIndex((entry) => entry.id === id));
    const newestFirst = countingFrom(0, batch.length).reverse();
    expect(await ordered(by('channel'))).toEqual([2, 5, 1, 8, 0, 7, 6, 4, 3]);
    expect(await ordered(by('channel', true))).toEqual([3, 4, 6, 7, 8, 0, 5, 1, 2]);
    expect(await ordered(by('id', true))).toEqual(newestFirst);
    expect(await ordered(by('id'))).toEqual([...newestFirst].reverse());
    expect(await ordered(by('name'), by('id'))).toEqual([0, 2, 4, 6, 8, 1, 3, 5, 7]);
    expect(await ordered(by('at'), by('channel'), by('id', true))).toEqual([2, 1, 0, 5, 4, 3, 8, 7, 6]);
    const times = async (descending: boolean) =>
      (await ordered(by('at', descending), by('id', descending))).map((nr) => Math.floor(nr / 3));
    expect(await times(true)).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0]);
    expect(await times(false)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  test('pages of one order share nothing and leave nothing out, over more logs than one statement walks', async () => {
    await using bed = await storeBed(habitat);
    const batch = countingFrom(0, 900).map((nr) =>
      publish({ channel: `room-${(nr * 7) % 600}`, name: `${nr % 3}`, at: 5000 + Math.floor(nr / 2) }),
    );
    // One log holds old and new, and is in the way of none.
    batch.push(
      ...countingFrom(0, 300).map((nr) => publish({ channel: 'busy', at: 4990 + nr * 2, name: '3' })),
    );
    offsetsOf(await bed.store.events.append(batch));
    const wholeOf = async (query: Query): Promise<FoundEvent[]> => {
      const whole: FoundEvent[] = [];
      for (;;) {
        const page = await search(bed.store, { ...query, skip: whole.length });
        if (page.length === 0) return whole;
        whole.push(...page);
      }
    };
    for (const descending of [true, false]) {
      const found = await wholeOf({ order: [by('at', descending)] });
      expect(new Set(idsOf(found))).toEqual(new Set(idsOf(batch)));
      expect(found).toHaveLength(batch.length);
      const times = found.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => (descending ? b - a : a - b)));
      const busy = found.filter(({ channel }) => channel === 'busy').map(({ position }) => position.offset);
      expect(busy).toEqual([...busy].sort((a, b) => (descending ? b - a : a - b)));
    }
    const named = await wholeOf({ name: '1', order: [by('channel')] });
    expect(named).toHaveLength(300);
    expect(new Set(named.map(({ name }) => name))).toEqual(new Set(['1']));
    expect(await search(bed.store, { skip: 1199, limit: 1000 })).toHaveLength(1);
    expect(await search(bed.store, { skip: -5, limit: 0 })).toHaveLength(1);
    for (const skip of [1200, 10_000, 1e15]) expect(await search(bed.store, { skip })).toEqual([]);
  });

  test('many strings that only look like what is asked are in nobody’s way', async () => {
    await using bed = await storeBed(habitat);
    const decoy = () => Body.ofTrustedJson('"\\u0061bd"');
    const wanted = [
      publish({ body: Body.ofTrustedJson('"\\u0061bc"') }),
      publish({ body: Body.ofText('abc') }),
    ];
    const decoys = (count: number) => countingFrom(0, count).map(() => publish({ body: decoy() }));
    await bed.store.events.append([...decoys(230), ...wanted, ...decoys(450)]);
    for (const descending of [true, false]) {
      const expected = descending ? [...wanted].reverse() : wanted;
      const query = { text: 'abc', order: [by('at', descending)] };
      expect(idsOf(await search(bed.store, query))).toEqual(idsOf(expected));
      expect(idsOf(await search(bed.store, { ...query, limit: 1 }))).toEqual(idsOf(expected.slice(0, 1)));
      expect(idsOf(await search(bed.store, { ...query, limit: 1, skip: 1 }))).toEqual(
        idsOf(expected.slice(1)),
      );
    }
    expect(idsOf(await search(bed.store, { text: 'abc', order: [by('id')] }))).toEqual(idsOf(wanted));
  });

  test('a log without its oldest events is searched from both ends', async () => {
    await using bed = await storeBed(habitat);
    const kept: string[] = [];
    for (const [channel, count] of [
      ['short', 20],
      ['long', 1200],
      ['emptied', 1100],
    ] as const) {
      const batch = countingFrom(1, count).map(() => publish({ channel }));
      await bed.store.events.append(batch);
      const keepNewest = channel === 'emptied' ? 0 : 5;
      await bed.store.events.retain({ appId: 'acme', channel, olderThan: null, keepNewest, limit: 2000 });
      if (keepNewest > 0) kept.push(...idsOf(batch.slice(-keepNewest)));
    }
    expect(idsOf(await search(bed.store, { order: [by('at')] }))).toEqual(kept);
    expect(idsOf(await search(bed.store))).toEqual([...kept].reverse());
    for (const order of [[by('at')], [by('at', true)]]) {
      expect(idsOf(await search(bed.store, { order, channel: 'long', limit: 2, skip: 3 }))).toHaveLength(2);
      expect(await search(bed.store, { order, channel: 'emptied' })).toEqual([]);
    }
    expect(await bed.store.events.erase('acme', 'short')).toBe(5);
    expect(idsOf(await search(bed.store, { order: [by('at')] }))).toEqual(kept.slice(5));
  });

  test('thousands of small logs are looked through in a few steps, whether what is asked is rare or common there', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    // From the old end: many that match, then many that do not, so that what comes next is never as what came before.
    const common = countingFrom(0, 1000).map((nr) =>
      publish({ channel: `common-${nr}`, body: Body.ofTrustedJson('"\\u0061bc"') }),
    );
    const plain = countingFrom(0, 2000).map((nr) => publish({ channel: `plain-${nr}` }));
    const [edited, gone, rare] = [plain[100], plain[200], plain[1500]];
    if (!edited || !gone || !rare) throw new Error('There are as many.');
    const last = publish({ channel: rare.channel, body: Body.ofText('rare') });
    await events.append([...common, ...plain, last]);
    await events.append([
      edit(edited.id, 'rare', { channel: edited.channel }),
      edit(gone.id, 'rare', { channel: gone.channel }),
      deletion(gone.id, { channel: gone.channel }),
    ]);
    let steps = 0;
    const counted = async (query: Query): Promise<string[]> => {
      steps = 0;
      const beforeStep = (): void => {
        steps += 1;
      };
      return idsOf(await search(bed.store, { ...query, beforeStep }));
    };
    for (const descending of [true, false]) {
      const order = [by('at', descending)];
      const inOrder = (entries: readonly { id: string }[]) =>
        idsOf(descending ? [...entries].reverse() : entries);
      expect(await counted({ text: 'rare', order })).toEqual(inOrder([edited, last]));
      expect(steps).toBeLessThan(25);
      expect(await counted({ name: 'absent', order })).toEqual([]);
      expect(steps).toBeLessThan(12);
      const wanted = inOrder(common);
      expect(await counted({ text: 'abc', order })).toEqual(wanted.slice(0, 100));
      expect(await counted({ text: 'abc', order, skip: 950 })).toEqual(wanted.slice(950));
      expect(await counted({ order, limit: 10, channel: last.channel, text: 'rare' })).toEqual([last.id]);
      await counted({ order, limit: 10 });
      expect(steps).toBeLessThan(4);
    }
  });

  test('a search takes steps, and ends by what is thrown between them', async () => {
    await using bed = await storeBed(habitat);
    const refusal = new ParleyError('bad_request', 'Enough.');
    await bed.store.events.append(countingFrom(0, 230).map(() => publish({ body: Body.ofText('other') })));
    let steps = 0;
    const beforeStep = (): void => {
      steps += 1;
      if (steps === 3) throw refusal;
    };
    const logs = countingFrom(0, 120).map((n) => publish({ channel: `log-${n}` }));
    await bed.store.events.append(logs);
    await expect(search(bed.store, { text: 'absent', beforeStep })).rejects.toBe(refusal);
    expect(steps).toBe(3);
    expect(await search(bed.store, { channel: 'log-1', beforeStep }), 'one step is enough').toHaveLength(1);
  });
}
