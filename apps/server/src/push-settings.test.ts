import { createECDH, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings, SettingsError } from './config/read-settings.ts';
import { pushOptions, servicesOf } from './push-settings.ts';
import { areVapidKeys, vapidKeysFrom } from './vapid-keys.ts';

const made = vapidKeysFrom(Buffer.alloc(32, 1));
const options = (environment: Record<string, string>) => pushOptions(readSettings(environment), made);

async function file(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-push-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'key'), content);
  return join(folder, 'key');
}

const apns = (path: string) => ({
  PARLEY_APNS_KEY_FILE: path,
  PARLEY_APNS_KEY_ID: 'A'.repeat(10),
  PARLEY_APNS_TEAM_ID: 'B'.repeat(10),
  PARLEY_APNS_TOPIC: 'com.example.chat',
});

test('without any setting browsers are reached, by keys that follow from a secret', async () => {
  const found = await options({});
  expect(found).toEqual({ vapid: { ...made, subject: 'mailto:admin@localhost' }, fcm: null, apns: null });
  expect(servicesOf(found)).toEqual(['Web Push']);
  expect(areVapidKeys(made)).toBe(true);
  expect(vapidKeysFrom(Buffer.alloc(32, 1))).toEqual(made);
  expect(vapidKeysFrom(Buffer.alloc(32, 2)).publicKey).not.toBe(made.publicKey);
});

test('push services are told the public URL, or what a setting says', async () => {
  const PARLEY_PUBLIC_URL = 'https://chat.example.com';
  expect((await options({ PARLEY_PUBLIC_URL })).vapid.subject).toBe(PARLEY_PUBLIC_URL);
  expect((await options({ PARLEY_PUBLIC_URL: 'http://chat.example.com' })).vapid.subject).toMatch(/^mailto:/);
  const PARLEY_VAPID_SUBJECT = 'mailto:ops@example.com';
  expect((await options({ PARLEY_PUBLIC_URL, PARLEY_VAPID_SUBJECT })).vapid.subject).toBe(
    PARLEY_VAPID_SUBJECT,
  );
});

test('VAPID keys of one’s own must belong together', async () => {
  const curve = createECDH('prime256v1');
  const PARLEY_VAPID_PUBLIC_KEY = curve.generateKeys().toString('base64url');
  const own = {
    PARLEY_VAPID_PUBLIC_KEY,
    PARLEY_VAPID_PRIVATE_KEY: curve.getPrivateKey().toString('base64url'),
  };
  expect((await options(own)).vapid).toMatchObject({ publicKey: PARLEY_VAPID_PUBLIC_KEY });
  const others = { ...own, PARLEY_VAPID_PUBLIC_KEY: made.publicKey };
  await expect(options(others)).rejects.toThrow('PARLEY_VAPID_PUBLIC_KEY');
});

test('keys of Google and Apple are read from their files', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const account = { project_id: 'p', client_email: 'e', private_key: rsa.export(pem) };
  const found = await options({
    PARLEY_FCM_SERVICE_ACCOUNT: await file(JSON.stringify(account)),
    ...apns(await file(ec.export(pem).toString())),
    PARLEY_APNS_SANDBOX: 'true',
  });
  expect(found.fcm).toMatchObject({ project_id: 'p', token_uri: 'https://oauth2.googleapis.com/token' });
  expect(found.apns).toMatchObject({ topic: 'com.example.chat', sandbox: true });
  expect(servicesOf(found)).toEqual(['Web Push', 'FCM', 'APNs']);
});

test('a file that is not there or holds no key is told at the start, without quoting it', async () => {
  const secret = '-----BEGIN PRIVATE KEY-----hunter2';
  const bad = [
    { PARLEY_FCM_SERVICE_ACCOUNT: '/nowhere/account.json' },
    { PARLEY_FCM_SERVICE_ACCOUNT: await file(secret) },
    {
      PARLEY_FCM_SERVICE_ACCOUNT: await file(
        JSON.stringify({ project_id: 'p', client_email: 'e', private_key: secret }),
      ),
    },
    apns('/nowhere/key.p8'),
    apns(await file(secret)),
  ];
  for (const environment of bad) {
    const refusal = await options(environment).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SettingsError);
    expect(String(refusal)).toMatch(/PARLEY_(FCM_SERVICE_ACCOUNT|APNS_KEY_FILE)/);
    expect(String(refusal)).not.toContain('hunter2');
  }
});
