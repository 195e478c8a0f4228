import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ENDPOINTS } from '../../src/protocols/channelstream/http/endpoints.ts';
import { adminRest } from '../harness/rest-client.ts';
import { APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { caller } from './http-caller.ts';
import { SocketClient } from './listening.ts';

const docs = join(import.meta.dirname, '../../../../docs');
const page = readFileSync(join(docs, 'channelstream.md'), 'utf8');

/** The code of the page in one language; the second of JavaScript is for pages and runs in one, in `e2e`. */
const codeIn = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  );
const [backend = '', , talk = '', ...others] = codeIn('js');
const [python = '', ...otherPython] = codeIn('python');
/** The cells of the rows below a heading. */
const rowsOf = (heading: string): string[][] => {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};
const ticked = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);

const CHANNEL = 'tutorial/messaging';
const SECONDS = 1_600_000_000;
const [VECTORS = ''] = codeIn('text');
const Signed = z.function({
  input: [z.string(), z.string().optional(), z.number().optional()],
  output: z.string(),
});
const Call = z.function({
  input: [z.string(), z.string(), z.string(), z.string(), z.unknown()],
  output: z.promise(z.unknown()),
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

/** What a sample exports. */
async function sample(code: string): Promise<object> {
  return { ...(await import(`data:text/javascript,${encodeURIComponent(code)}`)) };
}

test('the page’s signers make the tokens that it says, which are those that the original’s server took', async () => {
  expect(VECTORS).toBe(
    'x.X14QAA.qzu2Izvxom9_oySDIUvr646aNPo\nchannelstream.X14QAA.QLT3kgcJYg14C3PAy4wtyg5uGgI\n',
  );
  const { signed } = z.object({ signed: Signed }).parse(await sample(backend));
  const both = ['x', 'channelstream'].map((value) => signed('secret', value, SECONDS));
  expect(`${both.join('\n')}\n`).toBe(VECTORS);
  expect(both[1]).toBe(signed('secret', undefined, SECONDS));
});

// Where there is no Python there is nobody to run its lines.
test.skipIf(spawnSync('python3', ['--version']).status !== 0)('the Python one does, too', () => {
  const printing = `print(signed("secret", "x", ${SECONDS}))\nprint(signed("secret", seconds=${SECONDS}))`;
  expect(execFileSync('python3', ['-c', `${python}\n${printing}`], { encoding: 'utf8' })).toBe(VECTORS);
});

test('the page’s lines for backends send, edit and delete, and say why they cannot', async () => {
  const { call } = z.object({ call: Call }).parse(await sample(backend));
  const begun = z
    .looseObject({ conn_id: z.string() })
    .parse(await call(server.url, APP_SECRET, 'POST', '/connect', { username: 'ann', channels: [CHANNEL] }));
  await using ann = await SocketClient.open(server, begun.conn_id);
  const given = `const server = ${JSON.stringify(server.url)}, secret = ${JSON.stringify(APP_SECRET)};`;
  await sample(`${backend}\n${given}\n${talk}`);
  await ann.tells('message:delete');
  expect(ann.told).toMatchObject([
    { type: 'message', message: { text: 'My message text' } },
    { type: 'message:edit', user: 'my_new_user', message: { text: 'My new payload' } },
    { type: 'message:delete' },
  ]);
  await expect(call(server.url, APP_SECRET, 'POST', '/message', [{}])).rejects.toThrow(
    '422: {"0":{"user":["Missing data for required field."]}}',
  );
  await expect(call(server.url, 'wrong', 'GET', '/info', undefined)).rejects.toThrow('401: ');
});

test('the page has every call there is, no other, and no sample that is not run', () => {
  const told = rowsOf('The calls').flatMap(([calls]) => ticked(calls));
  const served = ENDPOINTS.flatMap(({ path, methods }) => methods.map((method) => `${method} ${path}`));
  const administration = ['GET /admin', 'GET /admin/admin.json'];
  expect([...told].sort()).toEqual([...served, ...administration].sort());
  expect([others, otherPython]).toEqual([[], []]);
});

test('every setting that the page names is one of the configuration’s', () => {
  const configuration = readFileSync(join(docs, 'configuration.md'), 'utf8');
  const named = new Set(page.match(/PARLEY_[A-Z_]+[A-Z]/g));
  expect(named.size).toBeGreaterThan(10);
  for (const name of named) expect(configuration, name).toContain(`\`${name}\``);
  for (const [, limit] of page.matchAll(/`limits\.(\w+)`/g)) expect(configuration).toContain(`\`${limit}\``);
});

test('the page has every kind of frame, with the keys that each has', async () => {
  const call = caller(server);
  const channel = 'kinds';
  const settings = { notify_presence: true, notify_state: true };
  const join = async (username: string) => {
    const request = { username, channels: [channel], channel_configs: { [channel]: settings } };
    const { body } = await call('POST', '/connect', request);
    return SocketClient.open(server, z.looseObject({ conn_id: z.string() }).parse(body).conn_id);
  };
  await using ann = await join('ann');
  await using _bob = await join('bob');
  await call('POST', '/user_state', { user: 'bob', user_state: { a: 1 }, state_public_keys: ['a'] });
  const said = { channel, user: 'x', message: { text: 'one' }, timestamp: '2026-01-01T00:00:00' };
  const { body } = await call('POST', '/message', [said]);
  const [{ uuid }] = z.tuple([z.looseObject({ uuid: z.string() })]).parse(body);
  await call('PATCH', '/message', [{ ...said, uuid }]);
  await call('DELETE', '/message', [{ channel, uuid }]);
  await adminRest(server)('POST', `/channels/${channel}/signals`, { name: 'typing', data: {} });
  await ann.tells('signal');
  const seen = ann.told.map((frame) => [frame.type, Object.keys(frame).sort()]);
  const promised = rowsOf('The frames').map(([type, , keys = '']) => [
    ticked(type)[0],
    [...ticked(keys.replaceAll(/\([^)]*\)/g, '')), 'type', 'uuid', 'channel'].sort(),
  ]);
  expect(Object.fromEntries(promised)).toEqual(Object.fromEntries(seen));
});
