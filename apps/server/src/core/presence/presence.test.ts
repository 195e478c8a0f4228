import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import type { App } from '../apps/app.ts';
import { AppSettings } from '../apps/app-settings.ts';
import { Body } from '../event/body.ts';
import { Rulebook } from '../rules/rulebook.ts';
import { Presence } from './presence.ts';

/** What a change says that a member showed before. */
const showed = (before: Body | null | undefined) =>
  before === undefined ? '' : ` before:${before?.text ?? null}`;

function open(graceMs = 0, limits: Record<string, number> = {}) {
  const runtime = simulatedRuntime();
  const told: string[] = [];
  const presence = new Presence(runtime, (change, exclude) => {
    told.push(
      `${change.action} ${change.userId} ${change.count} not:${exclude ?? ''}${showed(change.before)}`,
    );
  });
  const app: App = {
    id: 'a',
    name: 'a',
    createdAt: 0,
    settings: AppSettings.parse({ limits }),
    keys: [],
    ruleRecords: [],
    rules: new Rulebook([{ pattern: '*', override: { presenceGraceMs: graceMs } }]),
    isDeleted: false,
  };
  const join = (userId: string, sessionId: string, body: Body | null = null) =>
    presence.join(app, 'x', { userId, sessionId, body });
  return { runtime, told, presence, app, join };
}

test('a user joins with its first connection and leaves with its last', () => {
  const { told, join, presence } = open();
  const phone = join('ann', 's1');
  const laptop = join('ann', 's2');
  phone[Symbol.dispose]();
  expect(presence.members('a', 'x')).toHaveLength(1);
  laptop[Symbol.dispose]();
  laptop[Symbol.dispose]();
  expect(told).toEqual(['join ann 1 not:s1', 'leave ann 0 not:']);
  expect(presence.count('a', 'x')).toBe(0);
});

test('a user that was proved and one that merely says to be it are two members', () => {
  const { app, join, presence, told } = open();
  join('ann', 's1');
  const pretender = presence.join(app, 'x', { userId: 'ann', claimed: true, sessionId: 's2', body: null });
  expect(presence.members('a', 'x').map(({ userId, claimed }) => [userId, claimed])).toEqual([
    ['ann', undefined],
    ['ann', true],
  ]);
  presence.update(app, 'x', 'ann', Body.ofText('me'));
  pretender[Symbol.dispose]();
  expect(presence.members('a', 'x')).toMatchObject([{ userId: 'ann', body: { text: 'me' } }]);
  expect(told).toEqual([
    'join ann 1 not:s1',
    'join ann 2 not:s2',
    'update ann 2 not: before:null',
    'leave ann 1 not:',
  ]);
});

test('one connection with two subscriptions is present until both are gone', () => {
  const { join, presence } = open();
  const first = join('ann', 's1');
  const second = join('ann', 's1');
  first[Symbol.dispose]();
  expect(presence.count('a', 'x')).toBe(1);
  second[Symbol.dispose]();
  expect(presence.count('a', 'x')).toBe(0);
});

test('who comes back within the grace period goes unnoticed; who does not, leaves when it is over', () => {
  const { runtime, told, join, presence } = open(5000);
  join('ann', 's1')[Symbol.dispose]();
  runtime.advance(4999);
  const back = join('ann', 's2');
  runtime.advance(60_000);
  expect(told).toEqual(['join ann 1 not:s1']);
  back[Symbol.dispose]();
  runtime.advance(5000);
  expect(told.at(-1)).toBe('leave ann 0 not:');
  presence[Symbol.dispose]();
  expect(runtime.pendingTimers()).toBe(0);
});

test('a member changes what it shows, and others are told what that was before; a stranger cannot', () => {
  const { told, join, presence, app } = open();
  join('ann', 's1', Body.ofValue({ mood: 'calm' }));
  presence.update(app, 'x', 'ann', Body.ofValue({ mood: 'glad' }));
  expect(presence.members('a', 'x')[0]?.body?.value()).toEqual({ mood: 'glad' });
  expect(told.at(-1)).toBe('update ann 1 not: before:{"mood":"calm"}');
  expect(() => presence.update(app, 'x', 'bob', null)).toThrow('not present');
});

test('what changes nothing is told to nobody', () => {
  const { told, join, presence, app } = open();
  join('ann', 's1', Body.ofValue({ mood: 'calm' }));
  presence.update(app, 'x', 'ann', Body.ofJson('{"mood":"calm"}'));
  expect(told).toEqual(['join ann 1 not:s1']);
  presence.update(app, 'x', 'ann', Body.ofText('{"mood":"calm"}'));
  presence.update(app, 'x', 'ann', null);
  presence.update(app, 'x', 'ann', null);
  expect(told).toHaveLength(3);
});

test('presence data and the number of members are bounded; a further connection of a member is always let in', () => {
  const { join } = open(0, { presenceDataBytes: 10, presenceMembers: 1 });
  expect(() => join('ann', 's1', Body.ofText('x'.repeat(11)))).toThrow('10 bytes');
  join('ann', 's1');
  join('ann', 's2');
  expect(() => join('bob', 's3')).toThrow('as many members');
});
