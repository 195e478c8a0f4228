import { expect, test } from 'vitest';
import type { EndpointRecord, MirrorRecord } from '../../core/store/integration-store.ts';
import { countingFrom } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

/** Where effects go, and what is counted. */
export function integrationCases(habitat: StoreHabitat): void {
  test('an endpoint put again replaces itself, and never that of another app', async () => {
    await using bed = await storeBed(habitat);
    const { integrations } = bed.store;
    const second = endpoint({ id: '2'.repeat(24), sealedSecret: 'v1:…', settings: '{"half":"\ud83d"}' });
    const theirs = endpoint({ id: '3'.repeat(24), appId: 'ACME', createdAt: 9 });
    for (const put of [endpoint(), second, theirs]) await integrations.putEndpoint(put);
    expect(await integrations.listEndpoints()).toEqual([endpoint(), second, theirs]);
    const changed = endpoint({ settings: JSON.stringify('漢'.repeat(100_000)), sealedSecret: 'v1:x' });
    await Promise.all(countingFrom(0, 8).map(() => integrations.putEndpoint(changed)));
    expect(await integrations.listEndpoints()).toEqual([changed, second, theirs]);
    await expect(integrations.putEndpoint({ ...changed, appId: 'ACME' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(integrations.putEndpoint(endpoint({ id: '4', appId: 'gone' }))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(integrations.deleteEndpoint('ACME', changed.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await integrations.deleteEndpoint('acme', changed.id);
    expect(await integrations.listEndpoints()).toEqual([second, theirs]);
  });

  test('an app has one mirror, which is replaced, batch and all; its batch is set by itself', async () => {
    await using bed = await storeBed(habitat);
    const { integrations } = bed.store;
    await integrations.putMirror(mirror());
    await integrations.putMirror(mirror({ appId: 'ACME', createdAt: 6 }));
    const batch = JSON.stringify(countingFrom(0, 5000).map((nr) => nr.toString(16).padStart(24, '0')));
    await integrations.setMirrorBatch('acme', batch);
    expect(await integrations.listMirrors()).toEqual([
      mirror({ batch }),
      mirror({ appId: 'ACME', createdAt: 6 }),
    ]);
    await integrations.setMirrorBatch('acme', null);
    const replaced = mirror({ settings: '{"nul":"\0"}', sealedPassword: null, batch: 'half \ud83d' });
    await integrations.putMirror(replaced);
    expect((await integrations.listMirrors())[0]).toEqual(replaced);
    await integrations.deleteMirror('acme');
    const refusals = [
      () => integrations.deleteMirror('acme'),
      () => integrations.setMirrorBatch('acme', 'x'),
      () => integrations.putMirror(mirror({ appId: 'gone' })),
    ];
    for (const refused of refusals) await expect(refused()).rejects.toMatchObject({ code: 'not_found' });
    expect(await integrations.listMirrors()).toHaveLength(1);
  });

  test('50 additions at once to the same counters, by two nodes and in any order, add up', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const ours = ['a', 'b', 'B', 'b '].map((name) => ({ appId: 'acme', name, by: 3 }));
    const theirs = { appId: 'ACME', name: 'a', by: 1 };
    await Promise.all(
      countingFrom(0, 50).map((nr) => {
        const store = nr % 2 === 0 ? bed.store : other;
        return store.counters.add(nr % 3 === 0 ? [...ours, theirs] : [theirs, ...[...ours].reverse()]);
      }),
    );
    const totals = await bed.store.counters.list();
    expect(totals).toHaveLength(5);
    expect(totals).toEqual(
      expect.arrayContaining([
        ...ours.map(({ appId, name }) => ({ appId, name, value: 150 })),
        { appId: 'ACME', name: 'a', value: 50 },
      ]),
    );
  });

  test('a counter named twice in one addition gets both, and large totals stay exact', async () => {
    await using bed = await storeBed(habitat);
    const { counters } = bed.store;
    const bytes = { appId: 'acme', name: 'bytes' };
    await counters.add([
      { ...bytes, by: 2 ** 52 },
      { ...bytes, by: 1 },
    ]);
    await counters.add([{ ...bytes, by: 0 }]);
    await counters.add([]);
    expect(await counters.list()).toEqual([{ ...bytes, value: 2 ** 52 + 1 }]);
  });

  test('an addition is made whole or not at all, and without the counters of apps that are gone', async () => {
    await using bed = await storeBed(habitat);
    const { counters } = bed.store;
    const good = { appId: 'acme', name: 'good', by: 1 };
    const tooLong = { appId: 'acme', name: 'x'.repeat(129), by: 1 };
    await expect(counters.add([good, tooLong])).rejects.toMatchObject({ code: 'bad_request' });
    expect(await counters.list()).toEqual([]);
    await counters.add([{ appId: 'gone', name: 'x', by: 1 }, good]);
    expect(await counters.list()).toEqual([{ appId: 'acme', name: 'good', value: 1 }]);
    const many = countingFrom(0, 2500).map((nr) => ({ appId: 'acme', name: `counter-${nr}`, by: nr + 1 }));
    await counters.add(many);
    expect(await counters.list()).toHaveLength(2501);
  });
}

function endpoint(fields: Partial<EndpointRecord> = {}): EndpointRecord {
  return {
    id: '1'.repeat(24),
    appId: 'acme',
    settings: '{"url":"https://example.test/hook"}',
    sealedSecret: null,
    createdAt: 5,
    ...fields,
  };
}

function mirror(fields: Partial<MirrorRecord> = {}): MirrorRecord {
  return {
    appId: 'acme',
    settings: '{"host":"db.example.test"}',
    sealedPassword: 'v1:…',
    createdAt: 5,
    batch: null,
    ...fields,
  };
}
