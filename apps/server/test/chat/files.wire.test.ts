import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { UploadModel } from '../../src/api/chat/models/file.ts';
import { temporaryFolder } from '../../src/store/testing/temporary-folder.ts';
import { appToken } from '../harness/app-token.ts';
import { httpClient } from '../harness/client.ts';
import { type MovableRuntime, movableRuntime } from '../harness/movable-runtime.ts';
import { PATIENCE } from '../harness/patience.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { slowRequest, someBytes, upload, uploadInChunks } from './file-calls.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const Sample = z.object({
  uploadFile: z.function({
    input: [z.string(), z.record(z.string(), z.string()), z.instanceof(File)],
    output: z.promise(z.string()),
  }),
});

let server: TestServer;
let runtime: MovableRuntime;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  runtime = movableRuntime();
  data = await temporaryFolder('files-wire');
  server = await startTestServer({ PARLEY_DATA_DIR: data.path }, { runtime });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await data[Symbol.asyncDispose]();
});

async function chatOf(user: string) {
  return httpClient(server, clientHeaders(await appToken({ sub: user }, { expiresIn: '30d' }))).chat;
}

/** Announces a file of Ann's. */
async function announce(spec: { name?: string; size?: number; contentType?: string } = {}) {
  const ann = await chatOf('ann');
  const file = { name: 'a.png', size: 10, contentType: 'image/png', ...spec };
  const { files } = await ann.files.create.mutate({ files: [file] });
  const [created] = files;
  if (!created) expect.unreachable();
  return created;
}

async function urlOf(user: string, id: string): Promise<string | undefined> {
  const { urls } = await (await chatOf(user)).files.urls.query({ ids: [id] });
  return urls[id];
}

async function annsUrl(id: string): Promise<string> {
  return (await urlOf('ann', id)) ?? expect.unreachable();
}

/** Contents that are being written. */
function unfinished(): Promise<string[]> {
  return readdir(join(data.path, 'files', 'unfinished'));
}

test('a file of several megabytes goes up and comes back as it was, whole, in parts, or not again', async () => {
  const content = someBytes(5_000_000);
  const file = await announce({ name: 'film ü.mp4', size: content.length, contentType: 'video/mp4' });
  expect(file).toMatchObject({ name: 'film ü.mp4', size: 5_000_000, contentType: 'video/mp4' });
  const url = await annsUrl(file.id);
  expect((await fetch(url)).status).toBe(404);
  const stored = await upload(file.uploadUrl, content, 'video/mp4');
  expect([stored.status, await stored.text()]).toEqual([200, '']);
  expect(await unfinished()).toEqual([]);

  const whole = await fetch(url);
  expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
  const etag = whole.headers.get('etag') ?? '';
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'accept-ranges': 'bytes',
    'content-disposition': 'inline; filename="film _.mp4"; filename*=UTF-8\'\'film%20%C3%BC.mp4',
    'content-length': '5000000',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-type': 'video/mp4',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // It could still be uploaded anew.
    'cache-control': 'private, no-cache',
  });
  const part = await fetch(url, { headers: { range: 'bytes=4000000-4000099', 'if-range': etag } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 4000000-4000099/5000000']);
  expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(4_000_000, 4_000_100))).toBe(true);
  const another = await fetch(url, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } });
  expect([another.status, (await another.arrayBuffer()).byteLength]).toEqual([200, 5_000_000]);
  const beyond = await fetch(url, { headers: { range: 'bytes=5000000-' } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */5000000']);
  expect(await beyond.json()).toMatchObject({ code: 'bad_request' });
  const known = await fetch(url, { headers: { 'if-none-match': etag } });
  expect([known.status, await known.text()]).toEqual([304, '']);
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '5000000']);

  runtime.advance(2 * HOUR_MS);
  const later = (await fetch(url, { method: 'HEAD' })).headers.get('cache-control');
  expect(later).toMatch(/^private, max-age=\d{6}, immutable$/);
});

test('an empty file, one sent in chunks, and one whose type is not told are taken', async () => {
  const empty = await announce({ size: 0 });
  expect((await upload(empty.uploadUrl, Buffer.alloc(0), 'image/png')).status).toBe(200);
  const got = await fetch(await annsUrl(empty.id));
  expect([got.status, await got.text()]).toEqual([200, '']);
  const chunked = await announce({ size: 6 });
  expect((await uploadInChunks(chunked.uploadUrl, [Buffer.from('abc'), Buffer.from('def')])).status).toBe(
    200,
  );
  expect(await (await fetch(await annsUrl(chunked.id))).text()).toBe('abcdef');
});

test('what is not what was announced is refused, and nothing of it is kept', async () => {
  const file = await announce({ size: 100_000 });
  const tooMuch = await upload(file.uploadUrl, someBytes(100_001), 'image/png');
  expect(tooMuch.status).toBe(413);
  expect(await tooMuch.json()).toMatchObject({ code: 'payload_too_large', retry: 'never' });
  const chunks = [someBytes(60_000), someBytes(40_001)];
  expect((await uploadInChunks(file.uploadUrl, chunks)).status).toBe(413);
  expect((await upload(file.uploadUrl, someBytes(10), 'text/html')).status).toBe(415);
  using silent = await slowRequest(file.uploadUrl, { method: 'PUT', headers: { connection: 'close' } });
  expect(await silent.closed).toMatch(/^HTTP\/1\.1 411 [\s\S]*"code":"bad_request"/);
  expect(await unfinished()).toEqual([]);
  expect((await fetch(await annsUrl(file.id))).status).toBe(404);
  expect(server.errors).toEqual([]);
});

test('an address is for one file, one act and its time; what does not hold is answered with 403', async () => {
  const file = await announce();
  const other = await announce();
  await upload(file.uploadUrl, someBytes(10));
  const url = await annsUrl(file.id);
  const forged = [
    url.replace(file.id, other.id),
    url.replace(/exp=(\d)/, 'exp=1$1'),
    url.replace(/sig=.{4}/, 'sig=AAAA'),
    url.replace(/&sig=.*/, ''),
    url.replace('op=get', 'op=put'),
    url.split('?')[0] ?? '',
    `${server.url}/files/..%2f..%2fcredentials.json?op=get&exp=99999999999999&sig=x`,
    file.uploadUrl,
  ];
  for (const address of forged) {
    const answer = await fetch(address);
    expect(answer.status, address).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: 'forbidden',
      fix: 'Ask for a new address of the file.',
    });
  }
  expect((await upload(url, someBytes(10))).status).toBe(403);
  runtime.advance(61 * MINUTE_MS);
  expect((await upload(file.uploadUrl, someBytes(10))).status).toBe(403);
  expect((await fetch(url)).status).toBe(200);
  runtime.advance(8 * 24 * HOUR_MS);
  expect((await fetch(url)).status).toBe(403);
  expect((await fetch(await annsUrl(file.id))).status).toBe(200);
});

test('an upload that breaks off leaves nothing, and can be made again', async () => {
  const file = await announce({ size: 200_000 });
  using broken = await slowRequest(file.uploadUrl, {
    method: 'PUT',
    headers: { 'content-length': '200000' },
  });
  broken.send('x'.repeat(100_000));
  await vi.waitFor(async () => expect(await unfinished()).toHaveLength(1), PATIENCE);
  broken.socket.destroy();
  await vi.waitFor(async () => expect(await unfinished()).toHaveLength(0), PATIENCE);
  expect((await fetch(await annsUrl(file.id))).status).toBe(404);
  expect((await upload(file.uploadUrl, someBytes(200_000))).status).toBe(200);
  expect((await fetch(await annsUrl(file.id))).status).toBe(200);
  expect(server.errors).toEqual([]);
});

test('an upload that comes again while the first still hangs takes its place', async () => {
  const file = await announce();
  using hanging = await slowRequest(file.uploadUrl, { method: 'PUT', headers: { 'content-length': '10' } });
  hanging.send('half');
  await vi.waitFor(async () => expect(await unfinished()).toHaveLength(1), PATIENCE);
  expect((await upload(file.uploadUrl, Buffer.from('the second'))).status).toBe(200);
  await hanging.closed;
  expect(await (await fetch(await annsUrl(file.id))).text()).toBe('the second');
  expect(await unfinished()).toEqual([]);
});

test('a slow upload may take its time as long as something comes; other slow requests are cut off', async () => {
  const file = await announce();
  using slow = await slowRequest(file.uploadUrl, { method: 'PUT', headers: { 'content-length': '10' } });
  using idle = await slowRequest((await announce()).uploadUrl, {
    method: 'PUT',
    headers: { 'content-length': '10' },
  });
  using attack = await slowRequest(`${server.url}/api/v1/channels/x/events`, {
    method: 'POST',
    headers: { 'content-length': '10', 'content-type': 'application/json', 'api-key': ADMIN_KEY },
  });
  using unsigned = await slowRequest(file.uploadUrl.replace(/sig=.{4}/, 'sig=AAAA'), {
    method: 'PUT',
    headers: { 'content-length': '10' },
  });
  for (const request of [slow, idle, attack, unsigned]) request.send('1');
  await vi.waitFor(async () => expect(await unfinished()).toHaveLength(2), PATIENCE);
  expect(await unsigned.answered).toMatch(/^HTTP\/1\.1 403 /);
  const drafts = (await unfinished()).map((name) => join(data.path, 'files', 'unfinished', name));
  for (const [nr, part] of ['2', '3', '4'].entries()) {
    runtime.advance(31_000);
    slow.send(part);
    // So that the server has seen it before its watch looks again.
    await vi.waitFor(async () => expect(await largest(drafts)).toBe(nr + 2), PATIENCE);
  }
  expect(await attack.closed).toMatch(/^HTTP\/1\.1 408 /);
  await unsigned.closed;
  expect(await idle.closed).toBe('');
  slow.send('567890');
  expect(await slow.answered).toMatch(/^HTTP\/1\.1 200 /);
  expect(await (await fetch(await annsUrl(file.id))).text()).toBe('1234567890');
});

test('a file is seen by its owner, by the members of conversations it is sent to, and by nobody else', async () => {
  const [ann, bob] = [await chatOf('ann'), await chatOf('bob')];
  const eve = await chatOf('eve');
  await Promise.all([bob.users.me.query(), eve.users.me.query()]);
  const { conversation } = await ann.conversations.create.mutate({ kind: 'private', participants: ['bob'] });
  const file = await announce();
  await upload(file.uploadUrl, someBytes(10));
  expect(await urlOf('bob', file.id)).toBeUndefined();
  const send = { text: '', attachments: [{ fileId: file.id }] };
  await ann.messages.send.mutate({ conversation: conversation.id, ...send });
  expect((await fetch((await urlOf('bob', file.id)) ?? '')).status).toBe(200);
  expect(await urlOf('eve', file.id)).toBeUndefined();
  const { conversation: hers } = await eve.conversations.create.mutate({
    kind: 'private',
    participants: ['bob'],
  });
  // Naming somebody else's file in a message of one's own opens it to nobody.
  await eve.messages.send.mutate({ conversation: hers.id, ...send }).catch(() => undefined);
  expect(await urlOf('eve', file.id)).toBeUndefined();
});

test('files of another app do not exist; when an app is deleted, so are they', async () => {
  const { body } = await adminRest(server)('POST', '/apps', { id: 'other', name: 'Other' });
  const { keys } = z.object({ keys: z.object({ admin: z.object({ value: z.string() }) }) }).parse(body);
  const ann = restClient(server, { 'api-key': keys.admin.value, 'as-user': 'ann' });
  const created = await ann('POST', '/chat/files', {
    files: [{ name: 'x.txt', size: 5, contentType: 'text/plain' }],
  });
  expect(created.status).toBe(201);
  const [theirs] = z.object({ files: z.array(UploadModel) }).parse(created.body).files;
  if (!theirs) expect.unreachable();
  await upload(theirs.uploadUrl, Buffer.from('hello'), 'text/plain');
  const ours = await announce();
  const urls = await ann('GET', `/chat/files/urls?ids=${theirs.id}&ids=${ours.id}`);
  const known = z.object({ urls: z.record(z.string(), z.string()) }).parse(urls.body).urls;
  expect(Object.keys(known)).toEqual([theirs.id]);
  const url = known[theirs.id] ?? '';
  expect(await (await fetch(url)).text()).toBe('hello');
  expect(await urlOf('ann', theirs.id)).toBeUndefined();
  const folders = () => readdir(join(data.path, 'files'));
  const before = await folders();
  expect((await adminRest(server)('DELETE', '/apps/other')).status).toBe(200);
  expect((await fetch(url)).status).toBe(404);
  expect((await upload(theirs.uploadUrl, Buffer.from('hello'))).status).toBe(404);
  await vi.waitFor(async () => expect(await folders()).toHaveLength(before.length - 1), PATIENCE);
});

test('files are bounded: how many at once, each, and together; and what is announced has to make sense', async () => {
  const { files } = await chatOf('ann');
  const file = { name: 'a', size: 10, contentType: 'image/png' };
  const refused = async (specs: Array<Record<string, unknown>>) =>
    (await adminAs('ann')('POST', '/chat/files', { files: specs })).status;
  expect(await refused(Array.from({ length: 11 }, () => file))).toBe(400);
  expect(await refused([])).toBe(400);
  for (const wrong of [{ size: -1 }, { size: 1.5 }, { contentType: 'png' }, { name: '' }, { app: 'x' }]) {
    expect(await refused([{ ...file, ...wrong }]), JSON.stringify(wrong)).toBe(400);
  }
  expect(await refusalOf(files.create.mutate({ files: [{ ...file, size: 104_857_601 }] }))).toMatchObject({
    code: 'payload_too_large',
    reason: 'file_too_large',
  });
  const chat = { userFilesBytes: 1000 };
  await adminRest(server)('PATCH', '/apps/default', { settings: { chat } });
  const zoe = await chatOf('zoe');
  await zoe.files.create.mutate({ files: [{ ...file, size: 600 }] });
  expect(await refusalOf(zoe.files.create.mutate({ files: [{ ...file, size: 401 }] }))).toMatchObject({
    code: 'payload_too_large',
    reason: 'files_too_large',
  });
  await zoe.files.create.mutate({ files: [{ ...file, size: 400, name: '../../x/..\\evil\n.png' }] });
  await adminRest(server)('PATCH', '/apps/default', {
    settings: { chat: { userFilesBytes: 10_000_000_000 } },
  });
  const anonymous = httpClient(server, clientHeaders()).chat.files;
  expect(await refusalOf(anonymous.create.mutate({ files: [file] }))).toMatchObject({
    code: 'unauthenticated',
  });
});

function adminAs(user: string) {
  return restClient(server, { 'api-key': ADMIN_KEY, 'as-user': user });
}

test('a page of any origin may use an address that it has, without credentials; that opens nothing else', async () => {
  const file = await announce();
  const origin = 'https://elsewhere.example';
  const ask = {
    origin,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type',
  };
  const preflight = await fetch(file.uploadUrl, { method: 'OPTIONS', headers: ask });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  const sent = await fetch(file.uploadUrl, { method: 'PUT', body: someBytes(10), headers: { origin } });
  expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  const got = await fetch(await annsUrl(file.id), { headers: { origin } });
  expect(got.headers.get('access-control-allow-origin')).toBe('*');
  expect(got.headers.get('access-control-expose-headers')).toContain('content-range');
  const api = await fetch(`${server.url}/api/v1/session`, { method: 'OPTIONS', headers: ask });
  expect(api.headers.get('access-control-allow-origin')).toBeNull();
});

test('the code on the page uploads a file', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../../docs/files.md'), 'utf8');
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const file = join(data.path, 'sample.mjs');
  await writeFile(file, code);
  const { uploadFile } = Sample.parse({ ...(await import(pathToFileURL(file).href)) });
  const headers = { 'api-key': ADMIN_KEY, 'as-user': 'ann' };
  const id = await uploadFile(server.url, headers, new File(['grüße'], 'a.txt', { type: 'text/plain' }));
  const fetched = await fetch(await annsUrl(id));
  expect(await fetched.text()).toBe('grüße');
  await expect(uploadFile(server.url, {}, new File(['x'], 'a.txt'))).rejects.toThrow('names no key');
});

test('files outlive a restart with their addresses; what was unfinished does not, nor what nobody uploaded for a day', async () => {
  const file = await announce();
  const never = await announce();
  await upload(file.uploadUrl, Buffer.from('stays here'));
  const { pathname, search } = new URL(await annsUrl(file.id));
  using hanging = await slowRequest((await announce()).uploadUrl, {
    method: 'PUT',
    headers: { 'content-length': '10' },
  });
  hanging.send('half');
  await vi.waitFor(async () => expect(await unfinished()).toHaveLength(1), PATIENCE);
  // More than the sockets hold: it waits for a reader who does not read.
  const large = await announce({ size: 20_000_000 });
  await upload(large.uploadUrl, someBytes(20_000_000));
  using unread = await slowRequest(await annsUrl(large.id), { method: 'GET', headers: {} });
  await unread.answered;
  unread.socket.pause();
  await writeFile(join(data.path, 'files', 'unfinished', 'left-by-a-crash'), 'x');
  server = await server.restart();
  await hanging.closed;
  expect(await unfinished()).toEqual([]);
  expect(await (await fetch(server.url + pathname + search)).text()).toBe('stays here');
  expect(await urlOf('ann', never.id)).toBeDefined();
  runtime.advance(25 * HOUR_MS);
  await vi.waitFor(async () => expect(await urlOf('ann', never.id)).toBeUndefined(), PATIENCE);
  expect(await urlOf('ann', file.id)).toBeDefined();
});

async function largest(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map((path) => sizeOf(path)));
  return Math.max(...sizes);
}

/** 0 for one that is gone. */
function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
