import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
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

export function changeCases(habitat: StoreHabitat): void {
  test('history shows the newest edit; the log keeps the first body and every edit in its place', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const message = publish({ body: Body.ofValue('first') });
    await events.append([message, publish()]);
    expect(offsetsOf(await events.append([edit(message.id, 'second')]))).toEqual([3]);
    const third = edit(message.id, 'third');
    expect(offsetsOf(await events.append([third]))).toEqual([4]);
    const [shown] = await events.history({ appId: 'acme', channel: 'room', order: 'oldest', limit: 1 });
    expect(shown?.body?.value()).toBe('first');
    expect(shown?.edit).toMatchObject({ at: third.at, offset: 4 });
    expect(shown?.edit?.body.value()).toBe('third');
    const page = await events.readAfter('acme', 'room', 2, 10);
    expect(page?.events.map(({ kind, target, edit: own }) => ({ kind, target, own }))).toEqual([
      { kind: 'edit', target: message.id, own: null },
      { kind: 'edit', target: message.id, own: null },
    ]);
    expect(page?.events.map((event) => event.body?.value())).toEqual(['second', 'third']);
  });

  test('a deletion erases the body and those of all edits, and hides the publish from history', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const message = publish();
    await events.append([message]);
    for (const nr of countingFrom(1, 4)) await events.append([edit(message.id, `secret ${nr}`)]);
    const removal = deletion(message.id);
    expect(offsetsOf(await events.append([removal]))).toEqual([6]);
    const query = { appId: 'acme', channel: 'room', order: 'newest', limit: 10 } as const;
    expect(await events.history(query)).toEqual([]);
    const [shown] = await events.history({ ...query, includeDeleted: true });
    expect(shown).toMatchObject({ id: message.id, body: null, edit: null, deletedAt: removal.at });
    const page = await events.readAfter('acme', 'room', 0, 10);
    expect(page?.events.map((event) => event.body)).toEqual(new Array(6).fill(null));
    expect(page?.events.map((event) => event.kind)).toEqual([
      'publish',
      'edit',
      'edit',
      'edit',
      'edit',
      'delete',
    ]);
    expect(page?.events.at(-1)).toMatchObject({ target: message.id });
  });

  test('a publish, its edits and its deletion may stand in one batch', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const kept = publish({ body: Body.ofValue('kept') });
    const gone = publish({ body: Body.ofValue('gone') });
    const stored = publish({ body: Body.ofValue('stored before') });
    await events.append([stored, edit(stored.id, 'old edit')]);
    const outcomes = await events.append([
      kept,
      gone,
      edit(kept.id, 'kept, edited'),
      edit(gone.id, 'gone, edited'),
      edit(stored.id, 'new edit'),
      deletion(gone.id),
      deletion(stored.id),
      edit(gone.id, 'too late'),
      deletion(stored.id),
    ]);
    expect(statusesOf(outcomes)).toEqual([...new Array(7).fill('stored'), 'no_target', 'no_target']);
    const page = await events.readAfter('acme', 'room', 0, 20);
    expect(page?.events.map((event) => event.position.offset)).toEqual(countingFrom(1, 9));
    const withBody = page?.events.filter((event) => event.body !== null);
    expect(withBody?.map((event) => event.body?.value())).toEqual(['kept', 'kept, edited']);
    const shown = await events.history({ appId: 'acme', channel: 'room', order: 'oldest', limit: 10 });
    expect(shown.map((event) => [event.id, event.edit?.body.value()])).toEqual([[kept.id, 'kept, edited']]);
  });

  test('nothing but a live publish of the same channel can be changed', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const message = publish();
    const elsewhere = publish({ channel: 'elsewhere' });
    const foreign = publish({ appId: 'ACME' });
    await events.append([message, elsewhere, foreign]);
    const change = edit(message.id, 'x');
    await events.append([change]);
    const outcomes = await events.append([
      edit('f'.repeat(24), 'x'),
      edit(elsewhere.id, 'x'),
      edit(foreign.id, 'x'),
      edit(change.id, 'x'),
      deletion(change.id),
      edit(message.id, 'x', { channel: 'never used' }),
      edit(message.id, 'x', { appId: 'no such app' }),
      publish({ kind: 'delete', target: null, body: null }),
    ]);
    expect(statusesOf(outcomes)).toEqual(new Array(8).fill('no_target'));
    expect(await events.head('acme', 'room')).toMatchObject({ offset: 2 });
    expect(await events.head('acme', 'never used')).toBeNull();
    expect(await events.find('acme', 'elsewhere', elsewhere.id)).toMatchObject({
      edit: null,
      deletedAt: null,
    });
  });

  test('an edit repeated with its client id is stored once, even after the publish was deleted', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const message = publish();
    await events.append([message, edit(message.id, 'x', { clientId: 'e1' })]);
    const [again] = await events.append([edit(message.id, 'x', { clientId: 'e1' })]);
    expect(duplicateOf(again)).toMatchObject({ kind: 'edit', position: { offset: 2 }, target: message.id });
    await events.append([deletion(message.id)]);
    const [late] = await events.append([edit(message.id, 'x', { clientId: 'e1' })]);
    expect(duplicateOf(late)).toMatchObject({ kind: 'edit', body: null });
  });

  test('a publish edited 1200 times is erased with all of its edits', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const message = publish();
    await events.append([message]);
    for (const _ of countingFrom(1, 3)) {
      await events.append(countingFrom(1, 400).map((nr) => edit(message.id, `secret ${nr}`)));
    }
    await events.append([deletion(message.id)]);
    let bodies = 0;
    for (const after of [0, 1000]) {
      const page = await events.readAfter('acme', 'room', after, 1000);
      bodies += page?.events.filter((event) => event.body !== null).length ?? 0;
    }
    expect(bodies).toBe(0);
  });

  test('two nodes editing one publish at once leave one newest edit, the last of the log', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const message = publish();
    await bed.store.events.append([message]);
    await Promise.all(
      countingFrom(1, 20).map((nr) =>
        (nr % 2 === 0 ? bed.store : other).events.append([edit(message.id, `edit ${nr}`), publish()]),
      ),
    );
    const found = await bed.store.events.find('acme', 'room', message.id);
    const page = await bed.store.events.readAfter('acme', 'room', 0, 100);
    const edits = page?.events.filter((event) => event.kind === 'edit') ?? [];
    expect(edits).toHaveLength(20);
    expect(found?.edit?.offset).toBe(edits.at(-1)?.position.offset);
    expect(page?.events.map((event) => event.position.offset)).toEqual(countingFrom(1, 41));
  });
}
