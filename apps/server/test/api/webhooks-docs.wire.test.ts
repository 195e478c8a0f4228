import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Receiver } from '../../src/effects/testing/receiver.ts';
import { EndpointSettings } from '../../src/effects/webhooks/endpoint-settings.ts';
import { temporaryFolder } from '../../src/store/testing/temporary-folder.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer } from '../harness/test-server.ts';

const PAGE = join(import.meta.dirname, '../../../../docs/webhooks.md');
const Sample = z.object({
  isGenuine: z.function({
    input: [z.string(), z.string().optional(), z.string(), z.number().optional()],
    output: z.boolean(),
  }),
});

test('the page’s code takes what the server signs, and nothing else', async () => {
  await using folder = await temporaryFolder('sample');
  await using server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.1' });
  await using receiver = await Receiver.open();
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(await readFile(PAGE, 'utf8')) ?? [];
  const file = join(folder.path, 'sample.mjs');
  await writeFile(file, code);
  const { isGenuine } = Sample.parse({ ...(await import(pathToFileURL(file).href)) });

  const rest = adminRest(server);
  const hook = { url: receiver.url, events: ['message'], secret: 'a long random text' };
  await rest('POST', '/webhooks', hook);
  await rest('POST', '/channels/room:1/events', { name: 'm', data: { text: 'grüße' } });
  const [request] = await receiver.until(1);
  const header = String(request?.headers['parley-signature']);
  const body = request?.body ?? '';
  const now = Date.now();
  expect(isGenuine(hook.secret, header, body, now)).toBe(true);
  expect(isGenuine('another secret', header, body, now)).toBe(false);
  expect(isGenuine(hook.secret, header, `${body} `, now)).toBe(false);
  expect(isGenuine(hook.secret, header, body, now + 600_000)).toBe(false);
  for (const bad of [undefined, '', 't=1', header.replace('v1=', 'v1=00'), header.slice(0, -1)]) {
    expect(isGenuine(hook.secret, bad, body, now), bad).toBe(false);
  }
});

test('the page names every setting, with its default', async () => {
  const page = await readFile(PAGE, 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)`\s*\| (.*?)\s*\|/gm)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('`', ''),
  ]);
  const documented = new Map(rows.map(([name = '', value = '']) => [name, value]));
  const names = Object.keys(EndpointSettings.shape);
  expect(names.filter((name) => !documented.has(name))).toEqual([]);
  const defaults = EndpointSettings.parse({ url: 'https://example.com/' });
  for (const name of ['format', 'timeoutMs', 'concurrency', 'enabled'] as const) {
    expect(documented.get(name), name).toBe(String(defaults[name]));
  }
});
