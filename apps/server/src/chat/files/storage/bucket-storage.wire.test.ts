import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { s3Server } from '../testing/s3-server.ts';
import { BucketStorage } from './bucket-storage.ts';
import { storageCases } from './storage.cases.ts';

const masterKey = Buffer.alloc(32, 7);

storageCases(async () => {
  const runtime = simulatedRuntime();
  const server = await s3Server(runtime.clock);
  return {
    storage: new BucketStorage({ settings: server.settings, clock: runtime.clock, masterKey }),
    runtime,
    origin: '',
    announce: async () => {},
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
});

test('a bucket that does not answer as it should is unavailable, not empty', async () => {
  const { clock } = simulatedRuntime();
  await using server = await s3Server(clock);
  const place = { appId: 'acme', id: '1'.repeat(24) };
  const storage = new BucketStorage({ settings: server.settings, clock, masterKey });
  const strangers = { ...server.settings, secretAccessKey: 'another' };
  const denied = new BucketStorage({ settings: strangers, clock, masterKey });
  await expect(denied.sizeOf(place)).rejects.toMatchObject({ code: 'unavailable' });
  server.break(true);
  await expect(storage.sizeOf(place)).rejects.toMatchObject({ code: 'unavailable' });
  await expect(storage.removeApp('acme')).rejects.toMatchObject({ code: 'unavailable' });
  server.break(false);
  expect(await storage.sizeOf(place)).toBeNull();
});

test('servers with keys of their own share a bucket without removing what the other has', async () => {
  const { clock } = simulatedRuntime();
  await using server = await s3Server(clock);
  const { settings } = server;
  const ours = new BucketStorage({ settings, clock, masterKey });
  const theirs = new BucketStorage({ settings, clock, masterKey: Buffer.alloc(32, 8) });
  const file = { id: '1'.repeat(24), appId: 'acme', name: 'a', size: 1, contentType: 'text/plain' };
  const headers = { 'content-type': 'text/plain' };
  await fetch(await ours.uploadUrl(file), { method: 'PUT', body: 'x', headers });
  await theirs.removeApp('acme');
  expect(await ours.sizeOf(file)).toBe(1);
  expect(await theirs.sizeOf(file)).toBeNull();
});
