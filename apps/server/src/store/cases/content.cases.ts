import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import { offsetsOf, publish, statusesOf } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

export function contentCases(habitat: StoreHabitat): void {
  test('a body comes back as the same text in the same format, whatever it holds', async () => {
    await using bed = await storeBed(habitat);
    const bodies = [
      Body.ofText(''),
      Body.ofText('nul \0 in the middle'),
      Body.ofText('half \ud83d a pair'),
      Body.ofText('quotes \' " ` \\ \\0 %_ ?? $1 :x'),
      Body.ofText('emoji 👩‍👩‍👧‍👦, accents é, عربى, 漢字, \u202e, \ufffd'),
      Body.ofText('"{\\"json\\": \\u0000}"'),
      Body.ofTrustedJson('{ "spaces" :  1.0, "a":1,"a":2, "big": 123456789012345678901234567890 }'),
      Body.ofTrustedJson('"\\u0000 \\ud83d"'),
      Body.ofTrustedJson('"half \ud83d a pair, raw"'),
      Body.ofValue(null),
      Body.ofText('x'.repeat(1_000_000)),
      Body.ofText('\0'.repeat(200_000)),
      Body.ofValue({ text: '漢'.repeat(400_000) }),
    ];
    expect(offsetsOf(await bed.store.events.append(bodies.map((body) => publish({ body }))))).toHaveLength(
      13,
    );
    const page = await bed.store.events.readAfter('acme', 'room', 0, 100);
    const read = page?.events.map((event) => [event.body?.format, event.body?.text]);
    expect(read).toEqual(bodies.map((body) => [body.format, body.text]));
  });

  test('a batch of 30 bodies of 1 MB is written whole', async () => {
    await using bed = await storeBed(habitat);
    const batch = Array.from({ length: 30 }, (_, n) =>
      publish({ body: Body.ofText(String(n % 10).repeat(1e6)) }),
    );
    expect(offsetsOf(await bed.store.events.append(batch))).toHaveLength(30);
    const page = await bed.store.events.readAfter('acme', 'room', 0, 100);
    expect(page?.events.map((event) => event.body?.text[0])).toEqual(batch.map((_, n) => String(n % 10)));
  });

  test('names that differ in case, accents, trailing spaces or form are different names', async () => {
    await using bed = await storeBed(habitat);
    const names = [
      'room',
      'ROOM',
      'Room',
      'room ',
      ' room',
      'róom',
      'ro\u0301om',
      'straße',
      'strasse',
      '😀',
      '😁',
      '漢',
      "it's",
      'say "hi"',
      'back\\slash',
      '100%',
      '100_',
      '?',
      '$1',
      ':a',
      '/* */ -- ;',
      'ｒｏｏｍ',
      '🇩🇪'.repeat(127),
    ];
    const outcomes = await bed.store.events.append(names.map((channel) => publish({ channel })));
    expect(offsetsOf(outcomes)).toEqual(names.map(() => 1));
    const listed = await bed.store.events.listChannels('acme', { limit: 100 });
    expect(new Set(listed.map(({ channel }) => channel))).toEqual(new Set(names));
    for (const [nth, channel] of names.entries()) {
      const page = await bed.store.events.readAfter('acme', channel, 0, 10);
      expect(page?.head).toEqual(outcomes[nth]?.status === 'stored' ? outcomes[nth].position : null);
      expect(page?.events).toHaveLength(1);
    }
  });

  test('apps that differ only in case share nothing', async () => {
    await using bed = await storeBed(habitat);
    const mine = publish({ appId: 'acme' });
    const theirs = publish({ appId: 'ACME' });
    expect(statusesOf(await bed.store.events.append([mine, theirs]))).toEqual(['stored', 'stored']);
    expect(await bed.store.events.find('acme', 'room', theirs.id)).toBeNull();
    expect(await bed.store.events.find('ACME', 'room', theirs.id)).toMatchObject({ id: theirs.id });
    const page = await bed.store.events.readAfter('acme', 'room', 0, 10);
    expect(page?.events.map((event) => event.id)).toEqual([mine.id]);
  });

  test('users and client ids that differ only in case or trailing spaces are different', async () => {
    await using bed = await storeBed(habitat);
    const outcomes = await bed.store.events.append([
      publish({ userId: 'ann', clientId: 'c' }),
      publish({ userId: 'Ann', clientId: 'c' }),
      publish({ userId: 'ann ', clientId: 'c' }),
      publish({ userId: 'ann', clientId: 'C' }),
      publish({ userId: 'ann', clientId: 'c ' }),
    ]);
    expect(statusesOf(outcomes)).toEqual(new Array(5).fill('stored'));
  });
}
