import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import type { EventSearch } from '../../core/store/event-store.ts';
import { countingFrom, deletion, edit, publish } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';
import { by, idsOf, search } from './search-queries.ts';

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
}
