import { readdir } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { UploadModel } from '../../src/api/chat/models/file.ts';
import { s3Server } from '../../src/chat/files/testing/s3-server.ts';
import { temporaryFolder } from '../../src/store/testing/temporary-folder.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { PATIENCE } from '../harness/patience.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { startTestServer } from '../harness/test-server.ts';
import { someBytes, upload } from './file-calls.ts';

const HOUR_MS = 3_600_000;

test('with a bucket, clients upload to it and fetch from it, and what is there is noticed', async () => {
  const runtime = movableRuntime();
  await using s3 = await s3Server(runtime.clock);
  await using data = await temporaryFolder('bucket');
  const { settings } = s3;
  await using server = await startTestServer(
    {
      PARLEY_DATA_DIR: data.path,
      PARLEY_S3_ENDPOINT: settings.endpoint,
      PARLEY_S3_BUCKET: settings.bucket,
      PARLEY_S3_REGION: settings.region,
      PARLEY_S3_ACCESS_KEY_ID: settings.accessKeyId,
      PARLEY_S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
    },
    { runtime },
  );
  const admin = adminRest(server);
  const { body } = await admin('POST', '/apps', { id: 'other', name: 'Other' });
  const { keys } = z.object({ keys: z.object({ admin: z.object({ value: z.string() }) }) }).parse(body);
  const ann = restClient(server, { 'api-key': keys.admin.value, 'as-user': 'ann' });
  const spec = { name: 'a b+c.png', size: 1000, contentType: 'image/png' };
  const announced = await ann('POST', '/chat/files', { files: [spec, spec] });
  const [file, never] = z.object({ files: z.array(UploadModel) }).parse(announced.body).files;
  if (!file || !never) expect.unreachable();
  expect(file.uploadUrl.startsWith(settings.endpoint)).toBe(true);
  expect((await upload(file.uploadUrl, someBytes(1001), 'image/png')).status).toBe(403);
  expect((await upload(file.uploadUrl, someBytes(1000), 'image/png')).status).toBe(200);

  const urls = await ann('GET', `/chat/files/urls?ids=${file.id}`);
  const url = z.object({ urls: z.record(z.string(), z.string()) }).parse(urls.body).urls[file.id] ?? '';
  const fetched = await fetch(url);
  expect(Buffer.from(await fetched.arrayBuffer()).equals(someBytes(1000))).toBe(true);
  expect(fetched.headers.get('content-disposition')).toContain("filename*=UTF-8''a%20b%2Bc.png");
  expect((await fetch(`${server.url}/files/${file.id}?op=get`)).status).toBe(404);

  const { files } = server.running.core.store.chat;
  runtime.advance(2 * HOUR_MS);
  await vi.waitFor(
    async () => expect((await files.find(file.id))?.storedAt).toEqual(expect.any(Number)),
    PATIENCE,
  );
  // Asked about both before the clock moves on: what was signed a day ago is refused.
  await vi.waitFor(() => expect(s3.answered.filter((method) => method === 'HEAD')).toHaveLength(2), PATIENCE);
  expect((await files.find(never.id))?.storedAt).toBeNull();
  runtime.advance(24 * HOUR_MS);
  await vi.waitFor(async () => expect(await files.find(never.id)).toBeNull(), PATIENCE);

  expect(s3.objects.size).toBe(1);
  expect((await admin('DELETE', '/apps/other')).status).toBe(200);
  await vi.waitFor(() => expect(s3.objects.size).toBe(0), PATIENCE);
  expect(await readdir(data.path)).not.toContain('files');
  expect(server.errors).toEqual([]);
});
