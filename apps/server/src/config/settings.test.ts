import { expect, test } from 'vitest';
import { maskedSettings, readSettings, SettingsError } from './read-settings.ts';
import { Settings } from './settings.ts';

test('without any variable every setting has its default', () => {
  expect(readSettings({ PATH: '/bin' })).toMatchObject({
    PARLEY_HOST: '127.0.0.1',
    PARLEY_PORT: 4000,
    PARLEY_DATA_DIR: './data',
    PARLEY_APP_ID: 'default',
    PARLEY_ALLOWED_ORIGINS: [],
  });
});

test('an empty variable counts as unset', () => {
  expect(readSettings({ PARLEY_PORT: '' }).PARLEY_PORT).toBe(4000);
});

test.each([
  [{ PARLEY_PORT: 'http' }, 'PARLEY_PORT: must be a whole number'],
  [{ PARLEY_PORT: '70000' }, 'PARLEY_PORT: must be at most 65535'],
  [{ PARLEY_DATABASE_URL: 'sqlite://x' }, 'PARLEY_DATABASE_URL'],
  [{ PARLEY_PROT: '4000' }, 'PARLEY_PROT: no such setting'],
  [{ PARLEY_TLS_CERT: 'a.pem' }, 'PARLEY_TLS_KEY'],
  [{ PARLEY_ADMIN_KEY: 'short' }, 'PARLEY_ADMIN_KEY'],
  [{ PARLEY_S3_BUCKET: 'files' }, 'PARLEY_S3_ENDPOINT'],
  [{ PARLEY_S3_ENDPOINT: 's3.example.com' }, 'PARLEY_S3_ENDPOINT: must begin with http'],
  [{ PARLEY_APNS_KEY_FILE: 'a.p8', PARLEY_APNS_KEY_ID: 'A'.repeat(10) }, 'PARLEY_APNS_TEAM_ID'],
  [{ PARLEY_VAPID_SUBJECT: 'me@example.com' }, 'mailto:'],
  [{ PARLEY_VAPID_PRIVATE_KEY: 'AAAA' }, 'PARLEY_VAPID_PRIVATE_KEY: must be 32 bytes'],
  [{ PARLEY_VAPID_PRIVATE_KEY: 'A'.repeat(43) }, 'not set: PARLEY_VAPID_PUBLIC_KEY'],
])('%j is refused with a message that names the variable', (environment, message) => {
  expect(() => readSettings(environment)).toThrow(SettingsError);
  expect(() => readSettings(environment)).toThrow(message);
});

test('no secret is ever part of what is logged', () => {
  const secrets = {
    PARLEY_DATABASE_URL: 'postgresql://me:hunter2hunter2@db/parley',
    PARLEY_APP_SECRET: 'hunter2hunter2hunter2',
    PARLEY_ADMIN_KEY: 'hunter2hunter2hunter2',
    PARLEY_ADMIN_PASSWORD: 'hunter2hunter2',
    PARLEY_ENCRYPTION_KEY: 'ab'.repeat(32),
    PARLEY_VAPID_PRIVATE_KEY: `hunter2${'A'.repeat(36)}`,
    PARLEY_METRICS_TOKEN: 'hunter2hunter2',
    PARLEY_S3_SECRET_ACCESS_KEY: 'hunter2hunter2',
  };
  const theirs = {
    PARLEY_VAPID_PUBLIC_KEY: 'A'.repeat(87),
    PARLEY_S3_ENDPOINT: 'https://s3.example.com',
    PARLEY_S3_BUCKET: 'files',
    PARLEY_S3_ACCESS_KEY_ID: 'parley',
  };
  const masked = JSON.stringify(maskedSettings(readSettings({ ...secrets, ...theirs })));
  expect(masked).not.toContain('hunter2');
  expect(masked).not.toContain('abab');
  expect(
    Object.keys(Settings.shape).filter((name) =>
      /SECRET|PASSWORD|ADMIN_KEY|TOKEN|ENCRYPTION|PRIVATE_KEY/.test(name),
    ),
  ).toEqual(Object.keys(secrets).filter((name) => name !== 'PARLEY_DATABASE_URL'));
});
