import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { AccessPolicy } from '../access/access-policy.ts';
import { ALL_RIGHTS } from '../access/grant.ts';
import { ANONYMOUS, type Principal } from '../access/principal.ts';
import { LiveApp } from '../apps/live-app.ts';
import { Moderation } from '../moderation/moderation.ts';
import { exactPattern } from '../rules/pattern.ts';
import type { Identity } from './session.ts';
import { SessionRegistry } from './session-registry.ts';

const ann: Principal = { kind: 'user', userId: 'ann', verified: true };

function identity(principal: Principal): Identity {
  return { principal, grants: [], expiresAt: null, admission: null, signature: null };
}

async function open() {
  const runtime = simulatedRuntime();
  const store = {
    listSanctions: async () => [],
    putSanctions: async () => {},
    removeSanctions: async () => 0,
    removeExpired: async () => 0,
  };
  const moderation = await Moderation.load(store, runtime, () => {});
  const observer = { opened() {}, closed() {} };
  const sessions = new SessionRegistry(runtime, new AccessPolicy(runtime.clock), moderation, observer);
  const apps = ['a', 'b'].map((id) => new LiveApp({ id, name: id, createdAt: 0, settings: '{}' }));
  const link = { bufferedBytes: 0, close() {} };
  const enter = (principal: Principal, app = apps[0]) => {
    if (!app) throw new Error('no app');
    return sessions.open({ app, protocol: 'p', address: '', userAgent: '', link }, identity(principal));
  };
  const told: string[] = [];
  const watching = sessions.online.watch((appId, userId, isOnline) => {
    // It is told once it is so.
    expect(sessions.online.has(appId, userId)).toBe(isOnline);
    told.push(`${appId} ${userId} ${isOnline ? 'came' : 'went'}`);
  });
  return { sessions, apps, enter, told, watching };
}

test('a user comes with the first of its connections and goes with the last', async () => {
  const { sessions, enter, told, apps } = await open();
  const [one, two] = [enter(ann), enter(ann)];
  const elsewhere = enter(ann, apps[1]);
  sessions.end(one);
  sessions.end(one);
  expect(told).toEqual(['a ann came', 'b ann came']);
  sessions.end(two);
  expect(told).toEqual(['a ann came', 'b ann came', 'a ann went']);
  sessions.end(elsewhere);
  expect(told.at(-1)).toBe('b ann went');
  expect(sessions.online.all()).toEqual([]);
});

test('nobody is online by a mere claim, by a right on some channel, or as nobody or the backend', async () => {
  const { sessions, enter, told } = await open();
  const claiming = enter({ kind: 'user', userId: 'ann', verified: false });
  enter(ANONYMOUS);
  const seated = enter({ kind: 'admin', name: 'backend' });
  using _seat = sessions.admit(seated, {
    pattern: exactPattern('presence-x'),
    rights: ALL_RIGHTS,
    proof: 'signed',
    expiresAt: null,
    userId: 'ann',
    signedBy: 'secret',
  });
  expect([...sessions.ofUser('a', 'ann')]).toEqual([claiming, seated]);
  expect(told).toEqual([]);
  sessions.end(claiming);
  expect(told).toEqual([]);
  expect(sessions.online.count('a')).toBe(0);
});

test('who proves on a live connection who it is comes then, once, and goes with the connection', async () => {
  const { sessions, enter, told } = await open();
  const signedIn = enter(ANONYMOUS);
  sessions.signIn(signedIn, identity(ann));
  sessions.signIn(signedIn, identity(ann));
  const refreshed = enter({ kind: 'user', userId: 'bob', verified: false });
  sessions.refresh(refreshed, identity({ kind: 'user', userId: 'bob', verified: true }));
  sessions.refresh(refreshed, identity({ kind: 'user', userId: 'bob', verified: true }));
  expect(told).toEqual(['a ann came', 'a bob came']);
  sessions.refresh(refreshed, identity({ kind: 'user', userId: 'bob', verified: false }));
  sessions[Symbol.dispose]();
  expect(told).toEqual(['a ann came', 'a bob came', 'a bob went', 'a ann went']);
});

test('those online are counted and listed by id, a page at a time', async () => {
  const { sessions, enter } = await open();
  for (const userId of ['c', 'a', 'd', 'b', 'a']) enter({ kind: 'user', userId, verified: true });
  expect(sessions.online.count('a')).toBe(4);
  expect(sessions.online.page('a', { offset: 1, limit: 2 })).toEqual(['b', 'c']);
  expect(sessions.online.page('a', { offset: 4, limit: 2 })).toEqual([]);
  expect(sessions.online.page('nowhere', { offset: 0, limit: 2 })).toEqual([]);
});

test('a watcher that is disposed of hears nothing more', async () => {
  const { enter, told, watching } = await open();
  watching[Symbol.dispose]();
  enter(ann);
  expect(told).toEqual([]);
});
