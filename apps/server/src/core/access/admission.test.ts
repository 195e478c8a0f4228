import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { AppSettings } from '../apps/app-settings.ts';
import { LiveApp } from '../apps/live-app.ts';
import { noEffects, type Verdict } from '../effects/effects.ts';
import { PublishLimits } from '../limits/publish-limits.ts';
import { Session } from '../session/session.ts';
import { AccessPolicy } from './access-policy.ts';
import { Admission } from './admission.ts';
import { RIGHTS } from './grant.ts';
import { ANONYMOUS, type Principal } from './principal.ts';

const ANN: Principal = { kind: 'user', userId: 'ann', verified: false };
const VERIFIED_ANN: Principal = { kind: 'user', userId: 'ann', verified: true };

/** A session, and a backend that answers as told; `asked` lists its questions. */
function surroundings(answer: () => Promise<Verdict>, principal: Principal = ANN) {
  const runtime = simulatedRuntime();
  const access = new AccessPolicy(runtime.clock);
  const asked: string[] = [];
  const effects = {
    ...noEffects,
    verify: ({ userId, channel }: { userId: string; channel: string }) => {
      asked.push(`${userId} ${channel}`);
      return answer();
    },
  };
  const settings = AppSettings.parse({ limits: { clientPublishPerSecond: 1, clientPublishBurst: 3 } });
  const app = new LiveApp({ id: 'a', name: 'a', createdAt: 0, settings: JSON.stringify(settings) });
  const session = new Session(
    {
      id: 's',
      app,
      protocol: 'test',
      address: '',
      userAgent: '',
      openedAt: 0,
      link: { bufferedBytes: 0, close() {} },
    },
    { principal, grants: [], expiresAt: null, admission: null, signature: null },
  );
  const admission = new Admission(access, effects, new PublishLimits(runtime));
  const mayEnter = (channel: string) => access.allows(session, channel, 'subscribe');
  return { admission, access, session, asked, mayEnter };
}

test('consent opens the one channel that was asked for, whatever characters its name holds', async () => {
  const { admission, session, mayEnter } = surroundings(async () => 'admitted');
  expect(await admission.ask(session, 'pri-*')).toBe('admitted');
  expect([mayEnter('pri-*'), mayEnter('pri-x'), mayEnter('pri-cache-x')]).toEqual([true, false, false]);
});

test('who was admitted is not asked about again, and a new token does not undo it', async () => {
  const { admission, session, asked, mayEnter } = surroundings(async () => 'admitted');
  await admission.ask(session, 'pri-x');
  session.identify({ principal: ANN, grants: [], expiresAt: null, admission: null, signature: null });
  expect(mayEnter('pri-x')).toBe(true);
  expect(await admission.ask(session, 'pri-x')).toBe('admitted');
  expect(asked).toEqual(['ann pri-x']);
});

test.each<Verdict>(['refused', 'unasked'])('%s opens nothing', async (verdict) => {
  const { admission, session, mayEnter } = surroundings(async () => verdict);
  expect(await admission.ask(session, 'pri-x')).toBe(verdict);
  expect(mayEnter('pri-x')).toBe(false);
});

test('an answer that comes after the connection has ended counts for nobody', async () => {
  let answer = (_verdict: Verdict): void => {};
  const { admission, session, mayEnter } = surroundings(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const asking = admission.ask(session, 'pri-x');
  session.end();
  answer('admitted');
  await expect(asking).rejects.toMatchObject({ code: 'draining' });
  expect(mayEnter('pri-x')).toBe(false);
});

test('nobody is asked where the rule wants no consent, nor about a client without a name', async () => {
  const { admission, session, asked } = surroundings(async () => 'refused');
  for (const channel of ['pub-x', 'room:1', 'private-x', 'user:bob']) await admission.ask(session, channel);
  const nameless = surroundings(async () => 'admitted', ANONYMOUS);
  await nameless.admission.ask(nameless.session, 'pri-x');
  expect([...asked, ...nameless.asked]).toEqual([]);
  expect(nameless.mayEnter('pri-x')).toBe(false);
});

test('a client cannot have the backend asked more often than it may publish', async () => {
  const { admission, session, asked } = surroundings(async () => 'refused');
  for (let nr = 0; nr < 3; nr += 1) await admission.ask(session, `pri-${nr}`);
  await expect(admission.ask(session, 'pri-more')).rejects.toMatchObject({ code: 'rate_limited' });
  expect(asked).toHaveLength(3);
});

const CONVERSATION = `conversation:${'1'.repeat(24)}`;

test('a member listens and reads, until it ceases to listen or is no longer one, and writes nothing', async () => {
  const { admission, access, session } = surroundings(async () => 'refused', VERIFIED_ANN);
  const rights = () => RIGHTS.filter((right) => access.allows(session, CONVERSATION, right));
  expect(await admission.ask(session, CONVERSATION)).toBe('refused');
  admission.useMembers({ known: (_app, userId) => userId === 'ann', learn: async () => true });
  expect(await admission.ask(session, CONVERSATION)).toBe('admitted');
  expect(rights()).toEqual(['subscribe', 'history', 'presence']);
  session.forgetConsent(CONVERSATION);
  expect(rights()).toEqual([]);
  await admission.ask(session, CONVERSATION);
  session.endMembership(CONVERSATION);
  expect(rights()).toEqual([]);
  const once = await admission.asMember(session, CONVERSATION);
  expect(access.allows(once, CONVERSATION, 'history')).toBe(true);
  expect(rights()).toEqual([]);
});

test('who merely claims to be a member is none', async () => {
  const { admission, access, session } = surroundings(async () => 'admitted', ANN);
  admission.useMembers({ known: () => true, learn: async () => true });
  expect(await admission.ask(session, CONVERSATION)).toBe('refused');
  expect(await admission.asMember(session, CONVERSATION)).toBe(session);
  expect(access.allows(session, CONVERSATION, 'subscribe')).toBe(false);
});

test('who is removed while its membership is looked up is not let in', async () => {
  const { admission, session, mayEnter } = surroundings(async () => 'admitted', VERIFIED_ANN);
  let known: boolean | null = null;
  admission.useMembers({
    known: () => known,
    // It was a member when the database was asked.
    learn: async () => {
      known = false;
      return true;
    },
  });
  expect(await admission.ask(session, CONVERSATION)).toBe('refused');
  expect(mayEnter(CONVERSATION)).toBe(false);
  known = null;
  const unlisted = { known: () => null, learn: async () => false };
  admission.useMembers(unlisted);
  expect(await admission.ask(session, CONVERSATION)).toBe('refused');
});
