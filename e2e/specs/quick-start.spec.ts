import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures/test.ts';
import { Pasted } from '../server/pasted.ts';
import { KEYS, SETTINGS } from '../server/settings.ts';
import { TestServer } from '../server/test-server.ts';

const page = readFileSync(new URL('../../docs/quick-start.md', import.meta.url), 'utf8');
const commands = [...page.matchAll(/^```sh\n(curl .*?)^```/gms)].map(([, command = '']) => command);

test.describe.configure({ timeout: 120_000 });

test('the curl commands of the quick start listen, publish, resume and read the history', async () => {
  const curl = spawnSync('curl', ['--version']);
  test.skip(curl.error !== undefined && process.env.CI === undefined, 'curl is not installed');
  await using server = await TestServer.start(SETTINGS);
  const [listen, publish, resume, history, ...others] = commands.map((command) =>
    command
      .replaceAll('http://127.0.0.1:4000', server.url)
      .replaceAll('<client key>', KEYS.client)
      .replaceAll('<admin key>', KEYS.admin),
  );
  expect(others).toEqual([]);
  await using listening = new Pasted(listen ?? '');
  await expect.poll(() => listening.output, { message: 'it listens' }).toContain('"subscribed"');
  const start = /^id: (.+)$/m.exec(listening.output)?.[1] ?? '';
  await using publishing = new Pasted(publish ?? '');
  await expect.poll(() => publishing.output, { message: 'it publishes' }).toContain('"position":');
  await expect.poll(() => listening.output, { message: 'it hears' }).toContain('"text":"hello"');
  await using resuming = new Pasted(resume?.replace('<last id>', start) ?? '');
  await expect.poll(() => resuming.output, { message: 'it resumes' }).toContain('"text":"hello"');
  expect(resuming.output).toContain('"recovery":"resumed"');
  await using reading = new Pasted(history ?? '');
  await expect.poll(() => reading.output, { message: 'it reads' }).toContain('"text":"hello"');
});
