import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { AccessPolicy } from '../access/access-policy.ts';
import { ALL_RIGHTS, type Grant } from '../access/grant.ts';
import { ANONYMOUS, type Principal } from '../access/principal.ts';
import { userIdOn } from '../access/user-id-on.ts';
import type { App } from '../apps/app.ts';
import { LiveApp } from '../apps/live-app.ts';
import { noEffects } from '../effects/effects.ts';
import { ParleyError } from '../errors/parley-error.ts';
import { Hub } from '../hub/hub.ts';
import type { Reader } from '../hub/reader.ts';
import { VolatileLog } from '../log/volatile-log.ts';
import { Moderation } from '../moderation/moderation.ts';
import { builtInRule } from '../rules/built-in-rules.ts';
import { exactPattern } from '../rules/pattern.ts';
import type { Identity, Proof, Session } from './session.ts';
import { SessionRegistry } from './session-registry.ts';

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
  const app = new LiveApp({ id: 'a', name: 'A', createdAt: 0, settings: '{}' });
  const closed: string[] = [];
  const link = { bufferedBytes: 0, close: ({ code }: { code: string }) => void closed.push(code) };
  const enter = (identity: Identity, of: App = app) =>
    sessions.open({ app: of, protocol: 'p', address: '', userAgent: '', link }, identity);
  return { runtime, moderation, sessions, app, closed, enter };
}

function identity(parts: { expiresAt?: number; admission?: Proof; signature?: Proof }): Identity {
  const none = { expiresAt: null, admission: null, signature: null };
  return { principal: ANONYMOUS, grants: [], ...none, ...parts };
}

test('a token that proves good after its connection ended keeps nothing of it', async () => {
  const { sessions, enter, runtime, closed } = await open();
  const session = enter(identity({}));
  sessions.end(session);
  const fresh = identity({ expiresAt: runtime.clock.now() + 5000 });
  expect(() => sessions.refresh(session, fresh)).toThrow('closing');
  runtime.advance(10_000);
  expect(closed).toEqual([]);
});

test('a session ends with the first of what it rests on', async () => {
  const { enter, runtime, closed } = await open();
  const at = (seconds: number) => runtime.clock.now() + seconds * 1000;
  enter(identity({ expiresAt: at(5), admission: { by: 'client', until: at(60) } }));
  enter(identity({ expiresAt: at(60), admission: { by: 'client', until: at(10) } }));
  runtime.advance(6000);
  expect(closed).toEqual(['token_expired']);
  runtime.advance(6000);
  expect(closed).toEqual(['token_expired', 'unauthenticated']);
});

test('a refreshed token does not outlive the key that let its client in, nor fall with the secret of the old one', async () => {
  const { sessions, enter, closed } = await open();
  const session = enter(
    identity({ admission: { by: 'client', until: null }, signature: { by: 'old', until: null } }),
  );
  sessions.refresh(session, identity({ signature: { by: 'new', until: null } }));
  sessions.limitProvedBy({ by: 'old', until: 0 });
  expect(closed).toEqual([]);
  sessions.limitProvedBy({ by: 'client', until: 0 });
  expect(closed).toEqual(['unauthenticated']);
});

test('nobody enters an app that was deleted while the client proved who it is', async () => {
  const { enter, app } = await open();
  app.isDeleted = true;
  expect(() => enter(identity({}))).toThrow('gone');
});

const ann: Principal = { kind: 'user', userId: 'ann', verified: true };
const seat: Grant = {
  pattern: exactPattern('presence-x'),
  rights: ALL_RIGHTS,
  proof: 'signed',
  expiresAt: null,
  userId: 'seven',
  signedBy: 'secret',
};

test('a client that was nobody signs in on its live connection, once, and is found by its name', async () => {
  const { sessions, enter } = await open();
  const session = enter(identity({}));
  sessions.signIn(session, { ...identity({}), principal: ann });
  sessions.signIn(session, { ...identity({}), principal: ann });
  expect([...sessions.ofUser('a', 'ann')]).toEqual([session]);
  const bob: Principal = { kind: 'user', userId: 'bob', verified: true };
  expect(() => sessions.signIn(session, { ...identity({}), principal: bob })).toThrow('another user');
  sessions.end(session);
  expect([...sessions.ofUser('a', 'ann')]).toEqual([]);
});

test('who is banned cannot sign in', async () => {
  const { sessions, moderation, enter } = await open();
  await moderation.impose([
    { kind: 'ban', appId: 'a', userId: 'ann', channel: null, reason: '', author: '', expiresAt: null },
  ]);
  const session = enter(identity({}));
  expect(() => sessions.signIn(session, { ...identity({}), principal: ann })).toThrow();
  expect(session.principal).toBe(ANONYMOUS);
});

test('a grant may say who its holder is on its channels, for as long as it is held', async () => {
  const { sessions, enter } = await open();
  const session = enter(identity({}));
  const admitted = sessions.admit(session, seat);
  expect([userIdOn(session, 'presence-x'), userIdOn(session, 'presence-y')]).toEqual(['seven', null]);
  expect([...sessions.ofUser('a', 'seven')]).toEqual([session]);
  admitted[Symbol.dispose]();
  expect(userIdOn(session, 'presence-x')).toBeNull();
  expect([...sessions.ofUser('a', 'seven')]).toEqual([]);
});

test('taking a secret back ends the connections that hold a grant signed with it', async () => {
  const { sessions, enter, closed } = await open();
  sessions.admit(enter(identity({})), seat);
  enter(identity({}));
  sessions.endProvedBy('secret', new ParleyError('unauthenticated', 'The key was revoked.'));
  expect(closed).toEqual(['unauthenticated']);
  expect([...sessions.ofUser('a', 'seven')]).toEqual([]);
});

test('a right signed with a secret that is rotated out ends with that secret, and nothing else of its connection does', async () => {
  const { sessions, enter, runtime, closed } = await open();
  const session = enter(identity({}));
  const until = runtime.clock.now() + 5000;
  const seen = listen(session, 'presence-x');
  listen(session, 'news');
  sessions.admit(session, seat);
  sessions.limitProvedBy({ by: 'secret', until });
  runtime.advance(4000);
  expect(seen).toEqual([]);
  runtime.advance(2000);
  expect(seen).toEqual(['token_expired']);
  expect([session.subscriptions.size, closed]).toEqual([1, []]);
});

test('a right signed while its secret was being rotated out ends with that secret too', async () => {
  const { sessions, enter, runtime } = await open();
  const session = enter(identity({}));
  sessions.admit(session, { ...seat, expiresAt: runtime.clock.now() + 5000 });
  const seen = listen(session, 'presence-x');
  runtime.advance(6000);
  expect(seen).toEqual(['token_expired']);
});

test('a secret that is rotated out at once takes its subscriptions at once, and a right signed anew keeps one', async () => {
  const { sessions, enter } = await open();
  const session = enter(identity({}));
  const admitted = sessions.admit(session, seat);
  sessions.admit(session, { ...seat, pattern: exactPattern('presence-y') });
  sessions.admit(session, { ...seat, pattern: exactPattern('presence-y'), signedBy: 'newer' });
  const [lost, kept] = [listen(session, 'presence-x'), listen(session, 'presence-y')];
  sessions.limitProvedBy({ by: 'secret', until: 0 });
  expect([lost, kept]).toEqual([['token_expired'], []]);
  admitted[Symbol.dispose]();
  expect(session.grants).toHaveLength(2);
});

/** Subscribes the session to a channel; what it is revoked with. */
function listen(session: Session, channel: string): string[] {
  const runtime = simulatedRuntime();
  const { rule } = builtInRule('x');
  const log = new VolatileLog(runtime, {
    ruleOf: () => rule,
    isListenedTo: () => true,
    maxBytes: 1e6,
    effects: noEffects,
  });
  const revoked: string[] = [];
  const reader: Reader<null> = {
    codec: { encode: () => null, join: () => null },
    variant: '',
    outlet: { send() {}, sendNow() {}, bufferedBytes: 0, close() {} },
    started() {},
    gap() {},
    revoked: ({ code }) => void revoked.push(code),
  };
  const hub = new Hub(runtime, { logOf: () => log, onFailure() {} });
  const subscription = hub.subscribe('a', channel, reader, {
    sessionId: session.id,
    userId: null,
    sight: () => ({ provedUserId: null }),
    seesPresence: false,
    resume: null,
    rewind: 0,
    turns: session.turns,
    members: () => null,
    ended: () => void session.subscriptions.delete(subscription),
  });
  session.subscriptions.add(subscription);
  return revoked;
}
