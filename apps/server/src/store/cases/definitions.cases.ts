import { expect, test } from 'vitest';
import type { DefinitionRecord } from '../../core/store/definition-store.ts';
import { publish } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

const definition = (fields: Partial<DefinitionRecord> = {}): DefinitionRecord => ({
  appId: 'acme',
  channel: 'lobby',
  owner: 'first',
  keeping: '{"durable":true}',
  details: 'null',
  createdAt: 5,
  ...fields,
});

export function definitionCases(habitat: StoreHabitat): void {
  test('a definition put again is replaced and keeps its age; each owner has one of its own', async () => {
    await using bed = await storeBed(habitat);
    const { definitions } = bed.store;
    const other = definition({ owner: 'second', details: '{"text":"漢 😀 \\u0000"}' });
    const upper = definition({ channel: 'LOBBY' });
    for (const put of [definition(), other, upper]) await definitions.put(put);
    await definitions.put(definition({ keeping: '{}', createdAt: 9 }));
    const all = { after: null, limit: 10 };
    const kept = definition({ keeping: '{}' });
    expect(await definitions.list('acme', all)).toEqual([upper, kept, other]);
    expect(await definitions.list('ACME', all)).toEqual([]);
    await definitions.delete('acme', 'lobby', 'second');
    await definitions.delete('acme', 'lobby', 'second');
    expect(await definitions.list('acme', all)).toEqual([upper, kept]);
    await expect(definitions.put(definition({ appId: 'nowhere' }))).rejects.toMatchObject({
      code: 'not_found',
    });
    const racing = ['{"a":1}', '{"a":2}', '{"a":3}'];
    await Promise.all(racing.map((details) => definitions.put(definition({ channel: 'raced', details }))));
    expect(racing).toContain((await definitions.list('acme', all)).at(-1)?.details);
  });

  test('pages of any size hold each definition once, also where one channel has several owners', async () => {
    await using bed = await storeBed(habitat);
    const { definitions } = bed.store;
    const all = ['a', 'b', 'b ', 'c', 'ä'].flatMap((channel) =>
      ['first', 'second', 'third'].map((owner) => definition({ channel, owner })),
    );
    for (const put of all) await definitions.put(put);
    await definitions.put(definition({ appId: 'ACME', channel: 'b' }));
    for (const limit of [1, 2, 5, 100]) {
      const read: DefinitionRecord[] = [];
      for (;;) {
        const page = await definitions.list('acme', { after: read.at(-1) ?? null, limit });
        read.push(...page);
        if (page.length < limit) break;
      }
      expect(read).toEqual(all);
    }
  });

  test('of channels it is told which logs were written to, when last, and whether anything is left in them', async () => {
    await using bed = await storeBed(habitat);
    const { definitions, events } = bed.store;
    await events.append([
      publish({ channel: 'full', at: 100 }),
      publish({ channel: 'full', at: 200 }),
      publish({ channel: 'empty', at: 300 }),
      publish({ appId: 'ACME', channel: 'theirs', at: 400 }),
    ]);
    await events.retain({ appId: 'acme', channel: 'empty', olderThan: 301, keepNewest: null, limit: 10 });
    const uses = await definitions.logUses('acme', ['full', 'empty', 'theirs', 'never', 'half \ud800']);
    expect(uses.sort((a, b) => (a.channel < b.channel ? -1 : 1))).toEqual([
      { channel: 'empty', lastEventAt: 300, holdsEvents: false },
      { channel: 'full', lastEventAt: 200, holdsEvents: true },
    ]);
    expect(await definitions.logUses('acme', [])).toEqual([]);
  });
}
