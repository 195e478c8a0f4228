import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import type { Actor } from '../access/actor.ts';
import { ANONYMOUS } from '../access/principal.ts';
import { AppSettings } from '../apps/app-settings.ts';
import { LiveApp } from '../apps/live-app.ts';
import { PublishLimits } from './publish-limits.ts';

function open() {
  const settings = AppSettings.parse({ limits: { clientPublishPerSecond: 1, clientPublishBurst: 1 } });
  const app = new LiveApp({ id: 'a', name: 'A', createdAt: 0, settings: JSON.stringify(settings) });
  const limits = new PublishLimits(simulatedRuntime());
  const actor = (change: Partial<Actor>): Actor => ({
    app,
    principal: ANONYMOUS,
    grants: [],
    sessionId: null,
    address: '192.0.2.1',
    ...change,
  });
  return { limits, actor };
}

test('an anonymous client over HTTP that spends all it may does not silence those at other addresses', () => {
  const { limits, actor } = open();
  limits.spend(actor({}));
  expect(() => limits.spend(actor({}))).toThrow('faster');
  expect(() => limits.spend(actor({ address: '192.0.2.2' }))).not.toThrow();
});

test('a user over HTTP has one allowance, from wherever it calls', () => {
  const { limits, actor } = open();
  const principal = { kind: 'user', userId: 'ann', verified: true } as const;
  limits.spend(actor({ principal }));
  expect(() => limits.spend(actor({ principal, address: '192.0.2.2' }))).toThrow('faster');
});
