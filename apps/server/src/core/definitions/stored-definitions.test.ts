import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { LiveApp } from '../apps/live-app.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { DefinitionRecord, DefinitionStore } from '../store/definition-store.ts';
import type { Keeping } from './channel-definition.ts';
import { StoredDefinitions } from './stored-definitions.ts';

const DAY_MS = 86_400_000;
const FOR_EVER: Keeping = { durable: true, retainMs: null, retainEvents: null };
const what = (keeping: Partial<Keeping> = {}, details: unknown = null) => ({
  keeping: { ...FOR_EVER, ...keeping },
  details,
});

/** A store in memory whose writes can be held back, or made to fail. */
class MemoryStore implements DefinitionStore {
  readonly records = new Map<string, DefinitionRecord>();
  readonly writes: string[] = [];
  held: Promise<void> = Promise.resolve();
  failure: ParleyError | null = null;

  async list(appId: string, page: { after: DefinitionRecord | null; limit: number }) {
    const all = [...this.records.values()].filter((record) => record.appId === appId).sort(byName);
    return all.slice(page.after === null ? 0 : all.indexOf(page.after) + 1).slice(0, page.limit);
  }
  async put(record: DefinitionRecord) {
    this.writes.push(`${record.channel} ${record.details}`);
    await this.held;
    if (this.failure) throw this.failure;
    this.records.set(`${record.appId} ${record.channel} ${record.owner}`, record);
  }
  async delete(appId: string, channel: string, owner: string) {
    this.writes.push(`${channel} gone`);
    await this.held;
    if (this.failure) throw this.failure;
    this.records.delete(`${appId} ${channel} ${owner}`);
  }
  async logUses() {
    return [];
  }
}

function byName(a: DefinitionRecord, b: DefinitionRecord): number {
  return `${a.channel} ${a.owner}` < `${b.channel} ${b.owner}` ? -1 : 1;
}

function bed(options: { maxPerApp?: number } = {}) {
  const runtime = simulatedRuntime();
  const store = new MemoryStore();
  const definitions = new StoredDefinitions(store, runtime, options.maxPerApp);
  const app = appNamed('acme', definitions);
  return { runtime, store, definitions, app };
}

function appNamed(id: string, definitions: StoredDefinitions): LiveApp {
  const record = { id, name: id, createdAt: 0, settings: '{}' };
  return new LiveApp(record, (channel) => definitions.keepingOf(id, channel));
}

function gate() {
  let open = (): void => {};
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { held, open };
}

test('a definition counts at once, for the channel of exactly that name in that app, and is stored by then', async () => {
  const { store, definitions, app } = bed();
  const other = appNamed('other', definitions);
  for (const name of ['lobby', 'Lobby', 'lobby2']) expect(app.rules.resolve(name).log).toBe('volatile');
  const defined = await definitions.define(
    app,
    'lobby',
    'sails',
    what({ retainMs: DAY_MS, retainEvents: 5 }),
  );
  expect(defined).toMatchObject({ channel: 'lobby', owner: 'sails', details: null });
  expect(store.records.size).toBe(1);
  expect(app.rules.resolve('lobby')).toMatchObject({ log: 'durable', retainMs: DAY_MS, retainEvents: 5 });
  for (const name of ['Lobby', 'lobby2']) expect(app.rules.resolve(name).log).toBe('volatile');
  expect(other.rules.resolve('lobby').log).toBe('volatile');
  expect(definitions.of('other', 'lobby', 'sails')).toBeNull();
  expect(definitions.of('acme', 'lobby', 'channelstream')).toBeNull();
});

test('of several owners the longest keeping counts, field by field, and who does not keep takes nothing away', async () => {
  const { definitions, app } = bed();
  await definitions.define(app, 'lobby', 'a', what({ retainMs: DAY_MS, retainEvents: 10 }));
  await definitions.define(app, 'lobby', 'b', what({ retainMs: 2 * DAY_MS, retainEvents: 5 }));
  await definitions.define(app, 'lobby', 'c', what({ durable: false }));
  expect(app.rules.explain('lobby')).toMatchObject({
    definedBy: ['a', 'b'],
    rule: { log: 'durable', retainMs: 2 * DAY_MS, retainEvents: 10 },
  });
  await definitions.define(app, 'lobby', 'b', what({ retainEvents: 5 }));
  expect(app.rules.resolve('lobby')).toMatchObject({ retainMs: null, retainEvents: 10 });
  for (const owner of ['a', 'b']) await definitions.define(app, 'lobby', owner, what({ durable: false }));
  expect(app.rules.explain('lobby')).toMatchObject({ definedBy: [], rule: { log: 'volatile' } });
});

test('the same again writes nothing and keeps its age; another redefinition keeps its age and place', async () => {
  const { runtime, store, definitions, app } = bed();
  const first = await definitions.define(app, 'one', 'o', what({}, { size: 1 }));
  await definitions.define(app, 'two', 'o', what());
  runtime.advance(1000);
  expect(await definitions.define(app, 'one', 'o', what({}, { size: 1 }))).toEqual(first);
  expect(store.writes).toHaveLength(2);
  const again = await definitions.define(app, 'one', 'o', what({}, { size: 2 }));
  expect(again).toEqual({ ...first, details: { size: 2 } });
  expect([...definitions.list('acme', 'o')].map(({ channel }) => channel)).toEqual(['one', 'two']);
});

test('of definitions made at the same time the last one stands, in memory and in the database', async () => {
  const { store, definitions, app } = bed();
  const { held, open } = gate();
  store.held = held;
  const made = [1, 2, 3, 2].map((size) => definitions.define(app, 'lobby', 'o', what({}, { size })));
  expect(definitions.of('acme', 'lobby', 'o')).toBeNull();
  open();
  expect((await Promise.all(made)).map(({ details }) => details)).toEqual([
    { size: 1 },
    { size: 2 },
    { size: 3 },
    { size: 2 },
  ]);
  expect(definitions.of('acme', 'lobby', 'o')?.details).toEqual({ size: 2 });
  expect(store.records.get('acme lobby o')?.details).toBe('{"size":2}');
});

test('what cannot be stored does not count, and the next attempt is not in its way', async () => {
  const { store, definitions, app } = bed({ maxPerApp: 1 });
  store.failure = new ParleyError('unavailable', 'away');
  await expect(definitions.define(app, 'lobby', 'o', what())).rejects.toMatchObject({ code: 'unavailable' });
  expect(app.rules.resolve('lobby').log).toBe('volatile');
  store.failure = null;
  await definitions.define(app, 'lobby', 'o', what());
  expect(app.rules.resolve('lobby').log).toBe('durable');
});

test('an app has no more definitions than it may, also when many come at once; the refusal names the way out', async () => {
  const { store, definitions, app } = bed({ maxPerApp: 2 });
  const { held, open } = gate();
  store.held = held;
  const made = Promise.allSettled(['a', 'b', 'c'].map((name) => definitions.define(app, name, 'o', what())));
  open();
  expect((await made).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  const refused = definitions.define(app, 'd', 'o', what());
  await expect(refused).rejects.toMatchObject({ code: 'rate_limited' });
  const error = await refused.catch((thrown: unknown) => thrown);
  expect(error instanceof ParleyError && error.report().fix).toContain('channel rule');
  await definitions.define(app, 'a', 'o', what({}, { changed: true }));
  await definitions.define(appNamed('other', definitions), 'a', 'o', what());
});

test('nothing is defined in an app that was deleted, not even what was on its way', async () => {
  const { store, definitions, app } = bed();
  await definitions.define(app, 'lobby', 'o', what());
  const { held, open } = gate();
  store.held = held;
  const late = definitions.define(app, 'late', 'o', what());
  app.isDeleted = true;
  definitions.forgetApp('acme');
  open();
  await expect(late).rejects.toMatchObject({ code: 'not_found' });
  expect([...definitions.list('acme', 'o')]).toEqual([]);
  expect(definitions.keepingOf('acme', 'lobby')).toBeNull();
});

test('what is stored is there again after a restart, in the order in which it was made', async () => {
  const { runtime, store, definitions, app } = bed();
  const names = ['zoo', 'bar', ...Array.from({ length: 1500 }, (_, nr) => `room-${nr % 7}-${nr}`)];
  for (const name of names) {
    runtime.advance(1);
    await definitions.define(app, name, 'o', what({ retainMs: DAY_MS }, { size: 1 }));
  }
  const restarted = new StoredDefinitions(store, runtime);
  const again = appNamed('acme', restarted);
  await restarted.load([again]);
  expect([...restarted.list('acme', 'o')]).toEqual([...definitions.list('acme', 'o')]);
  expect(again.rules.resolve('room-3-10')).toMatchObject({ log: 'durable', retainMs: DAY_MS });
});

test('channels that are defined alike share what is said of them', async () => {
  const { definitions, app } = bed();
  const details = { settings: 'of the owner' };
  const one = await definitions.define(app, 'one', 'o', what({}, { ...details }));
  const two = await definitions.define(app, 'two', 'o', what({}, { ...details }));
  expect(one.details).toBe(two.details);
  expect(one.keeping).toBe(two.keeping);
});

test('a definition that is made again while it is being removed is there afterwards', async () => {
  const { runtime, store, definitions, app } = bed();
  const kept = what({ retainMs: DAY_MS });
  await definitions.define(app, 'lobby', 'o', kept);
  runtime.advance(2 * DAY_MS);
  const [[unused] = []] = definitions.unused('acme');
  if (!unused) throw new Error('nothing is unused');
  const { held, open } = gate();
  store.held = held;
  const retired = definitions.retire(app, unused);
  const defined = definitions.define(app, 'lobby', 'o', kept);
  open();
  expect(await retired).toBe(true);
  await defined;
  expect(app.rules.resolve('lobby').log).toBe('durable');
  expect(store.records.size).toBe(1);
  expect(await definitions.retire(app, unused)).toBe(false);
});

test('only what says nothing but how long to keep events, and was not made again for so long, is unused', async () => {
  const { runtime, definitions, app } = bed();
  const kept = what({ retainMs: DAY_MS });
  await definitions.define(app, 'silent', 'o', kept);
  await definitions.define(app, 'asked for', 'o', kept);
  await definitions.define(app, 'for ever', 'o', what());
  await definitions.define(app, 'detailed', 'o', what({ retainMs: DAY_MS }, { size: 1 }));
  runtime.advance(DAY_MS);
  await definitions.define(app, 'asked for', 'o', kept);
  expect([...definitions.unused('acme')].flat()).toEqual([]);
  runtime.advance(1);
  const since = runtime.clock.now() - DAY_MS;
  expect([...definitions.unused('acme')].flat()).toEqual([{ channel: 'silent', owner: 'o', since }]);
});
