import { expect, test } from 'vitest';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { LiveApp } from '../../../core/apps/live-app.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { REMEMBERED_MS, Users } from './users.ts';

function bed(limits: object = {}) {
  const runtime = simulatedRuntime();
  const settings = JSON.stringify(AppSettings.parse({ limits }));
  const app = new LiveApp({ id: 'a', name: 'a', createdAt: 0, settings });
  return { runtime, app, users: new Users(runtime) };
}

test('a state begins with what is fresh for who is unknown, and what is said of it is merged in from then on', () => {
  const { app, users } = bed();
  const arrival = { freshState: { age: 1, city: 'x' }, state: { age: 2 } };
  expect(users.arrive(app, 'ann', arrival).state).toEqual({ age: 2, city: 'x' });
  expect(users.arrive(app, 'ann', { freshState: { age: 9 }, state: { job: null } }).state).toEqual({
    age: 2,
    city: 'x',
    job: null,
  });
  expect(users.count('a')).toBe(1);
});

test('what a call does not say of public keys leaves them; an empty list takes them away', () => {
  const { app, users } = bed();
  const ann = users.arrive(app, 'ann', { state: { a: 1, b: 2 }, publicKeys: ['a', 'x', 'a'] });
  expect([ann.publicKeys, ann.publicState]).toEqual([['a', 'x'], { a: 1 }]);
  users.arrive(app, 'ann', { state: { x: true } });
  expect(ann.publicState).toEqual({ a: 1, x: true });
  users.change(ann, { publicKeys: [] });
  expect([ann.publicState, ann.state]).toEqual([{}, { a: 1, b: 2, x: true }]);
});

test('a change names the keys whose values are others now, and says whether anybody else can see it', () => {
  const { app, users } = bed();
  const ann = users.arrive(app, 'ann', { state: { a: 1, secret: 1 }, publicKeys: ['a'] });
  expect(users.change(ann, { state: { a: 1, secret: 2, fresh: null } })).toEqual({
    changed: [
      { key: 'secret', value: 2 },
      { key: 'fresh', value: null },
    ],
    isVisible: false,
  });
  expect(users.change(ann, { state: { a: 2 } })).toEqual({
    changed: [{ key: 'a', value: 2 }],
    isVisible: true,
  });
  expect(users.change(ann, { publicKeys: ['a', 'secret'] })).toEqual({ changed: [], isVisible: true });
});

test('keys that mean something to the language are keys like others', () => {
  const { app, users } = bed();
  const state = JSON.parse('{"__proto__":1,"constructor":2}');
  const ann = users.arrive(app, 'ann', { state, publicKeys: ['__proto__'] });
  expect([JSON.stringify(ann.state), ann.shown.text]).toEqual([
    '{"__proto__":1,"constructor":2}',
    '{"__proto__":1}',
  ]);
});

test('a state larger than it may be is refused, and nothing of it is taken', () => {
  const { app, users } = bed({ bodyBytes: 100, presenceDataBytes: 30 });
  const ann = users.arrive(app, 'ann', { state: { a: 1 }, publicKeys: ['a', 'b'] });
  const tooLarge = expect.objectContaining({ code: 'payload_too_large' });
  expect(() => users.change(ann, { state: { c: 'x'.repeat(100) } })).toThrow(tooLarge);
  expect(() => users.change(ann, { state: { b: 'x'.repeat(30) } })).toThrow(tooLarge);
  expect(() => users.arrive(app, 'bob', { freshState: { c: 'x'.repeat(100) } })).toThrow(tooLarge);
  expect([ann.state, users.find('a', 'bob')]).toEqual([{ a: 1 }, null]);
});

test('a user is forgotten a day after it was last connected, and the state with it', () => {
  const { app, users, runtime } = bed();
  users.arrive(app, 'ann', { state: { a: 1 } });
  runtime.advance(REMEMBERED_MS - 1);
  users.forgetAway();
  expect(users.arrive(app, 'ann', {}).state).toEqual({ a: 1 });
  runtime.advance(1);
  users.forgetAway();
  expect(users.find('a', 'ann')).toBeNull();
});

test('of too many users without a connection the one that has been away longest is forgotten first', () => {
  const { app, runtime } = bed();
  const users = new Users(runtime, { users: 3, bytes: 1000 });
  for (const name of ['ann', 'bob', 'cid', 'dee']) users.arrive(app, name, {});
  users.forgetAway();
  expect([...users.ofApp('a')].map(({ name }) => name)).toEqual(['bob', 'cid', 'dee']);
});

test('so it is where their states weigh too much together, as they are now', () => {
  const { app, runtime } = bed();
  const users = new Users(runtime, { users: 10, bytes: 1000 });
  const names = () => [...users.ofApp('a')].map(({ name }) => name);
  for (const name of ['ann', 'bob', 'cid']) users.arrive(app, name, { state: { a: 'x'.repeat(300) } });
  users.forgetAway();
  expect(names()).toEqual(['ann', 'bob', 'cid']);
  users.change(users.arrive(app, 'cid', {}), { state: { b: 'x'.repeat(300) } });
  users.forgetAway();
  expect(names()).toEqual(['bob', 'cid']);
  for (const name of ['bob', 'cid']) users.change(users.arrive(app, name, {}), { state: { a: 0, b: 0 } });
  for (const name of ['dee', 'eve']) users.arrive(app, name, { state: { a: 'x'.repeat(300) } });
  users.forgetAway();
  expect(names()).toEqual(['bob', 'cid', 'dee', 'eve']);
});

test('with an app its users are forgotten, and those of others stay', () => {
  const { app, users } = bed();
  const other = new LiveApp({ id: 'b', name: 'b', createdAt: 0, settings: '{}' });
  users.arrive(app, 'ann', {});
  users.arrive(other, 'ann', { state: { b: 1 } });
  users.forgetApp('a');
  expect([users.find('a', 'ann'), users.find('b', 'ann')?.state]).toEqual([null, { b: 1 }]);
});
