import { expect, test } from 'vitest';
import { LiveApp } from '../../../core/apps/live-app.ts';
import { StoredDefinitions } from '../../../core/definitions/stored-definitions.ts';
import { Hub } from '../../../core/hub/hub.ts';
import type { DefinitionRecord, DefinitionStore } from '../../../core/store/definition-store.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { DEFAULT_SETTINGS } from './channel-settings.ts';
import { Channels } from './channels.ts';

function bed() {
  const runtime = simulatedRuntime();
  const puts: DefinitionRecord[] = [];
  const store: DefinitionStore = {
    list: async () => [],
    put: async (record) => void puts.push(record),
    delete: async () => {},
    logUses: async () => [],
  };
  const definitions = new StoredDefinitions(store, runtime);
  const logOf = (): never => {
    throw new Error('nobody reads a log here');
  };
  const hub = new Hub(runtime, { logOf, onFailure: () => {} });
  const record = { id: 'a', name: 'a', createdAt: 0, settings: '{}' };
  const app = new LiveApp(record, (channel) => definitions.keepingOf('a', channel));
  return { runtime, definitions, app, puts, channels: new Channels({ definitions, hub, runtime }) };
}

test('a channel of which nothing was set has the defaults, and is not there', () => {
  const { channels } = bed();
  expect(channels.settingsOf('a', 'room')).toEqual(DEFAULT_SETTINGS);
  expect([channels.isKnown('a', 'room'), [...channels.namesOf('a')]]).toEqual([false, []]);
  expect(channels.lastActiveAt('a', 'room')).toBeNull();
});

test('what is set stays until it is set again, also where several set something at once', async () => {
  const { app, channels } = bed();
  await Promise.all([
    channels.configure(app, 'room', { notify_state: true, history_size: 5 }),
    channels.configure(app, 'room', { notify_presence: true }),
    channels.configure(app, 'room', { history_size: undefined, notify_state: false }),
  ]);
  expect(channels.settingsOf('a', 'room')).toEqual({
    ...DEFAULT_SETTINGS,
    notify_presence: true,
    history_size: 5,
  });
  expect([channels.isKnown('a', 'room'), channels.isKnown('b', 'room')]).toEqual([true, false]);
  expect([...channels.namesOf('a')]).toEqual(['room']);
});

test('a channel that keeps its history has a durable log, long enough for what it is to show', async () => {
  const { app, channels } = bed();
  expect(app.rules.resolve('room')).toMatchObject({ log: 'volatile' });
  await channels.configure(app, 'room', { store_history: true });
  expect(app.rules.resolve('room')).toMatchObject({ log: 'durable', retainEvents: 1000, retainMs: null });
  await channels.configure(app, 'room', { history_size: 5000 });
  expect(app.rules.resolve('room')).toMatchObject({ log: 'durable', retainEvents: 5000 });
  await channels.configure(app, 'room', { store_history: false });
  expect(app.rules.resolve('room')).toMatchObject({ log: 'volatile' });
});

test('what was remembered in a form that nobody knows is as good as nothing', async () => {
  const { app, channels, definitions } = bed();
  const keeping = { durable: false, retainEvents: null, retainMs: null };
  for (const details of [null, 5, { history_size: -1 }]) {
    await definitions.define(app, 'room', 'channelstream', { keeping, details });
    expect(channels.settingsOf('a', 'room')).toEqual(DEFAULT_SETTINGS);
  }
  await definitions.define(app, 'room', 'channelstream', { keeping, details: { notify_state: true } });
  expect(channels.settingsOf('a', 'room')).toEqual({ ...DEFAULT_SETTINGS, notify_state: true });
});

test('when something last happened is remembered; before that it is when the channel was made', async () => {
  const { app, channels, runtime } = bed();
  const made = runtime.clock.now();
  await channels.configure(app, 'room', {});
  runtime.advance(5000);
  expect(channels.lastActiveAt('a', 'room')).toBe(made);
  channels.noteActivity('a', 'room');
  expect(channels.lastActiveAt('a', 'room')).toBe(made + 5000);
  channels.forgetApp('a');
  expect(channels.lastActiveAt('a', 'room')).toBe(made);
});
