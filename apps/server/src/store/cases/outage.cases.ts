import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { openStore } from '../open-store.ts';
import { silentLog } from '../store-log.ts';
import { change, effect } from '../testing/effects.ts';
import { countingFrom, duplicateOf, offsetsOf, positionOf, publish } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

export function outageCases(habitat: StoreHabitat): void {
  test('while the database is away everything is refused as unavailable, and works when it is back', async () => {
    await using bed = await storeBed(habitat);
    const { store, link } = await bed.openCuttable();
    await store.events.append([publish()]);
    await link.cut();
    const refusals: Array<() => Promise<unknown>> = [
      () => store.events.append([publish()]),
      () => store.events.readAfter('acme', 'room', 0, 10),
      () => store.events.head('acme', 'room'),
      () => store.events.history({ appId: 'acme', channel: 'room', order: 'newest', limit: 10 }),
      () => store.events.listChannels('acme', { limit: 10 }),
      () => store.events.erase('acme', 'room'),
      () => store.apps.listApps(),
      () => store.moderation.listSanctions(0),
      () => store.accounts.findAccountByName('x'),
      () => store.effects.add([effect()]),
      () => store.effects.laneHeads('webhook', 'e1', 10),
      () => store.effects.settle([change(effect())], []),
      () => store.integrations.listEndpoints(),
      () => store.counters.add([{ appId: 'acme', name: 'x', by: 1 }]),
      () => store.ping(),
    ];
    await Promise.all(
      refusals.map((refused) => expect(refused()).rejects.toMatchObject({ code: 'unavailable' })),
    );
    await link.mend();
    await recovered(() => store.ping());
    await recovered(() => store.apps.listApps());
    expect(offsetsOf(await store.events.append([publish()]))).toEqual([2]);
    expect(await store.apps.listApps()).toHaveLength(2);
  });

  test('a connection lost in the middle of appends loses nothing acknowledged and doubles nothing', async () => {
    await using bed = await storeBed(habitat);
    const { store, link } = await bed.openCuttable();
    const acknowledged = new Map<string, number>();
    for (const round of countingFrom(1, 6)) {
      const batch = countingFrom(1, 200).map((nr) => publish({ clientId: `${round}-${nr}` }));
      const writing = store.events.append(batch).catch((error: unknown) => error);
      // A different moment of the statement each time: as many turns of the event loop later.
      for (const _ of countingFrom(1, round * 3)) await new Promise((resolve) => setImmediate(resolve));
      await link.cut();
      const result = await writing;
      if (result instanceof Error) expect(ParleyError.from(result).code).toBe('unavailable');
      await link.mend();
      await recovered(() => store.ping());
      const outcomes = await recovered(() => store.events.append(batch));
      for (const [nth, outcome] of outcomes.entries()) {
        const offset =
          outcome.status === 'stored' ? positionOf(outcome).offset : duplicateOf(outcome).position.offset;
        acknowledged.set(batch[nth]?.id ?? '', offset);
      }
    }
    const rows = [];
    for (const after of [0, 1000]) {
      const page = await bed.store.events.readAfter('acme', 'room', after, 1000);
      rows.push(...(page?.events ?? []));
    }
    expect(rows.map((event) => event.position.offset)).toEqual(countingFrom(1, 1200));
    expect(new Map(rows.map((event) => [event.id, event.position.offset]))).toEqual(acknowledged);
  });

  test('a store opened again goes on with the same epochs and offsets', async () => {
    await using bed = await storeBed(habitat);
    const node = await bed.openNode();
    const [before] = await node.events.append([publish(), publish({ channel: 'other' })]);
    await node[Symbol.asyncDispose]();
    const again = await bed.openNode();
    const outcomes = await again.events.append([publish(), publish({ channel: 'other' })]);
    expect(positionOf(outcomes[0])).toEqual({ epoch: positionOf(before).epoch, offset: 2 });
    expect(positionOf(outcomes[1]).offset).toBe(2);
  });

  test('a URL that leads nowhere is refused as unavailable', async () => {
    await using bed = await storeBed(habitat);
    const { link } = await bed.openCuttable();
    await link.cut();
    await expect(openStore({ url: link.url, log: silentLog })).rejects.toMatchObject({ code: 'unavailable' });
  });
}

/** Pools notice at their own pace that the database is back: asked until they have. */
async function recovered<Result>(task: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (attempt === 50 || ParleyError.from(error).code !== 'unavailable') throw error;
    }
  }
}
