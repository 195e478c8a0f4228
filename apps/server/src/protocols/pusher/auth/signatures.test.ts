import { beforeEach, expect, test } from 'vitest';
import type { App } from '../../../core/apps/app.ts';
import { AppRegistry } from '../../../core/apps/app-registry.ts';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { KeyVault } from '../../../core/apps/key-vault.ts';
import { forgetfulAppStore } from '../../../core/apps/testing/forgetful-app-store.ts';
import { type SimulatedRuntime, simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { requireSigned, signatureOf, signerOf } from './signatures.ts';

const KEY = '278d425bdf160c739803';
const SECRET = '7ad3773142a6692b25b8';

let runtime: SimulatedRuntime;
let apps: AppRegistry;
let app: App;
beforeEach(async () => {
  runtime = simulatedRuntime();
  const vault = new KeyVault(Buffer.alloc(32), runtime.chance);
  apps = await AppRegistry.load(forgetfulAppStore, runtime, { vault, onFailure: () => {} });
  app = await apps.create('a', 'A', AppSettings.parse({}));
  await apps.createKey('a', 'client', KEY);
  await apps.createKey('a', 'secret', SECRET);
});

test.each([
  ['1234.1234:private-foobar', '58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4'],
  [
    '1234.1234:presence-foobar:{"user_id":10,"user_info":{"name":"Mr. Channels"}}',
    '31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80',
  ],
  ['1234.1234::user::{"id":"12345"}', '4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba'],
])('the published vector %s holds', (text, signature) => {
  expect(signatureOf(SECRET, text)).toBe(signature);
  expect(requireSigned(apps, app, text, `${KEY}:${signature}`).hint).toBe(SECRET.slice(-4));
  expect(() => requireSigned(apps, app, `${text} `, `${KEY}:${signature}`)).toThrow('Invalid signature');
});

test('while a secret is rotated both sign, and after that only the new one', async () => {
  const [old] = app.keys.filter(({ kind }) => kind === 'secret');
  if (!old) throw new Error('no secret');
  const fresh = await apps.rotateKey('a', old.id, runtime.clock.now() + 1000);
  const signatures = [SECRET, fresh.value].map((secret) => signatureOf(secret, 'text'));
  const holders = () => signatures.map((signature) => signerOf(apps, app, 'text', signature)?.id ?? null);
  expect(holders()).toEqual([old.id, fresh.record.id]);
  runtime.advance(1000);
  expect(holders()).toEqual([null, fresh.record.id]);
});

test('a signature counts only beside a client key of the same app', async () => {
  await apps.create('b', 'B', AppSettings.parse({}));
  const other = await apps.createKey('b', 'client');
  const signature = signatureOf(SECRET, 'text');
  for (const auth of [
    `${other.value}:${signature}`,
    `:${signature}`,
    signature,
    '',
    `${SECRET}:${signature}`,
  ]) {
    expect(() => requireSigned(apps, app, 'text', auth)).toThrow(/^Invalid/);
  }
});

test('what a signature was made for is told back, but not without end', () => {
  const text = 'x'.repeat(100_000);
  expect(() => requireSigned(apps, app, text, `${KEY}:${'y'.repeat(100_000)}`)).toThrow(/^.{0,1000}$/);
});
