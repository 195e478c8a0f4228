import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ERROR_WORDS } from '../../src/protocols/sails/errors/error-words.ts';
import { temporaryFolder } from '../../src/store/testing/temporary-folder.ts';
import { collected } from '../harness/collect.ts';
import { PATIENCE } from '../harness/patience.ts';
import { adminRest } from '../harness/rest-client.ts';
import { APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { call, list, SUCCESS, send as sendMessage } from './backend.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/sails.md'), 'utf8');
const packages = join(import.meta.dirname, '../../node_modules');

/** The JavaScript of the page; the first is for browsers and runs in one, in `e2e`. */
const [, inNode = '', native = '', inBackend = '', ...others] = [
  ...page.matchAll(/^```js\n([\s\S]*?)^```/gm),
].map(([, code = '']) => code);

/** What the page sends to a path with curl. */
const sentTo = (path: string): unknown =>
  JSON.parse(
    new RegExp(`^curl -X \\w+ https://[^ ]*${path} [^\`]*?-d '([^']*)'$`, 'm').exec(page)?.[1] ?? '',
  );

/** Prints what the sample hears, and ends with the first message or with why there is none. */
const PRINTING = `
const [, , server, key, channel] = process.argv;
const last = (line) => process.stdout.write(line + '\\n', () => process.exit());
listen(server, key, channel, (data) => last(JSON.stringify(data))).then(
  () => console.log('subscribed'),
  (error) => last(error.message),
);
`;
const FILE = 'sample.mjs';

const Socket = z.custom<{ disconnect(): void }>(
  (value) => typeof value === 'object' && value !== null && 'disconnect' in value,
);
const listening = z.function({
  input: [z.string(), z.string(), z.string(), z.custom<(...heard: unknown[]) => void>()],
  output: z.promise(Socket),
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

/** A folder with code in {@link FILE}, and these packages under the names by which it imports them. */
async function folderOf(code: string, installed: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder('sample');
  await mkdir(join(folder.path, 'node_modules'));
  for (const [name, alias] of Object.entries(installed)) {
    await symlink(join(packages, alias), join(folder.path, 'node_modules', name));
  }
  await writeFile(join(folder.path, FILE), code);
  return folder;
}

/** What a sample exports. */
async function sample(code: string, installed: Readonly<Record<string, string>> = {}): Promise<object> {
  await using folder = await folderOf(code, installed);
  return { ...(await import(pathToFileURL(join(folder.path, FILE)).href)) };
}

test('the page’s lines for Node listen by the real sails.io.js, and say why they cannot', async () => {
  const installed = { 'sails.io.js': 'sails.io.js', 'socket.io-client': 'socket.io-client-2' };
  await using folder = await folderOf(inNode + PRINTING, installed);
  const ran = (key: string) =>
    spawn(process.execPath, [join(folder.path, FILE), server.url, key, 'private-node']);
  const [listening, refused] = [ran(APP_SECRET), text(ran('wrong & long').stdout)];
  const lines = collected<string>();
  createInterface({ input: listening.stdout }).on('line', (line) => lines.push(line));
  await lines.until((line) => line === 'subscribed');
  await sendMessage(server, { channel: 'private-node', data: { n: 1 } });
  await lines.until((line) => line === '{"n":1}');
  expect(lines.items).toEqual(['subscribed', '{"n":1}']);
  expect(await refused).toMatch(/^E_KEY: /);
});

test('the page’s lines for Socket.IO’s own client follow channels, and say why they cannot', async () => {
  const { follow } = z
    .object({ follow: listening })
    .parse(await sample(native, { 'socket.io-client': 'socket.io-client' }));
  const heard = vi.fn();
  const socket = await follow(server.url, APP_KEY, 'native', heard);
  await sendMessage(server, { channel: 'native', event: 'Hi', data: [1] });
  await vi.waitFor(() => expect(heard.mock.calls).toEqual([['Hi', [1]]]), PATIENCE);
  socket.disconnect();
  await expect(follow(server.url, 'wrong', 'native', heard)).rejects.toThrow('E_KEY: ');
  await expect(follow(server.url, APP_KEY, 'private-x', heard)).rejects.toThrow('E_FORBIDDEN: ');
});

test('the page’s lines for backends send, and say why they cannot', async () => {
  const { send } = z
    .object({
      send: z.function({
        input: [z.string(), z.string(), z.unknown()],
        output: z.promise(z.undefined()),
      }),
    })
    .parse(await sample(inBackend));
  await send(server.url, APP_SECRET, { channel: 'backend', data: 'hello' });
  expect(await list(server, '?channel=backend')).toMatchObject([{ event: 'Message', data: 'hello' }]);
  await expect(send(server.url, APP_KEY, { channel: 'backend' })).rejects.toThrow('E_FORBIDDEN: ');
});

test('the page’s calls with curl do what they are said to do', async () => {
  const rest = adminRest(server);
  expect(await rest('POST', '/apps/default/keys', sentTo('/api/v1/apps/default/keys'))).toMatchObject({
    status: 201,
    body: { kind: 'secret' },
  });
  expect((await call(server, '/wssv/send', { body: sentTo('/wssv/send') })).body).toEqual(SUCCESS);
  expect(await list(server, '?channel=sport')).toMatchObject([{ channel: ['news', 'sport'] }]);
  expect(await rest('PUT', '/rules', sentTo('/api/v1/rules'))).toMatchObject({
    status: 200,
    body: { pattern: 'news', rule: { retainMs: 604_800_000 } },
  });
});

test('the page has every word for an error with its status, every call there is, and no sample that is not run', async () => {
  const rows = [...page.matchAll(/^\| (\d{3}) +\| `(E_\w+)`/gm)].map(([, status, word]) => [
    word,
    Number(status),
  ]);
  expect(rows).toEqual(Object.entries(ERROR_WORDS).map(([word, { status }]) => [word, status]));
  const calls = [...page.matchAll(/^\| `(GET|POST) (\/\w+\/[\w-]+)`/gm)];
  expect(calls).toHaveLength(5);
  for (const [, method = '', path = ''] of calls) {
    const { status } = await call(server, path, { method, ...(method === 'POST' && { body: [] }) });
    expect(status, path).not.toBe(404);
  }
  expect(others).toEqual([]);
});
