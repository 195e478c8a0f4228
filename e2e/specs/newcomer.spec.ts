import { spawnSync } from 'node:child_process';
import { createParley } from '@parley/sdk';
import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';
import { Pasted } from '../server/pasted.ts';
import { printed } from '../server/printed.ts';
import { RestWriter } from '../server/rest-writer.ts';
import { KEYS, SETTINGS } from '../server/settings.ts';
import { TestServer } from '../server/test-server.ts';

const WRITERS = 4;
const EACH = 150;
const CHANNEL = 'pub-cache-newcomer';

test.describe.configure({ timeout: 120_000 });

test('the curl commands that the server prints at its first start work when pasted', async () => {
  const curl = spawnSync('curl', ['--version']);
  test.skip(curl.error !== undefined && process.env.CI === undefined, 'curl is not installed');
  await using server = await TestServer.start();
  const { listen, publish } = printed(server.output);
  await using listening = new Pasted(listen);
  await expect.poll(() => listening.output, { message: 'curl listens' }).toContain('subscribed');
  await using publishing = new Pasted(publish);
  await expect.poll(() => publishing.output, { message: 'curl publishes' }).toContain('"position":');
  await expect.poll(() => listening.output, { message: 'curl hears it' }).toContain('"text":"hello"');
});

test('the SDK snippet that the server prints at its first start works when pasted', async () => {
  await using server = await TestServer.start();
  await using snippet = new Pasted(printed(server.output).program);
  await expect.poll(() => snippet.output).toContain('hello from the SDK');
});

test.describe('when the server is killed under load', () => {
  // The browser reports each connection that the killed server did not accept.
  test.use({ allowedErrors: [/WebSocket connection .* failed/] });

  test('nothing acknowledged is lost, and readers in Node and in a browser see all of it once, in order', async ({
    page,
    pages,
  }) => {
    await using server = await TestServer.start({ ...SETTINGS, PARLEY_ALLOWED_ORIGINS: pages.origin });
    const seen: Array<{ text: string; offset: number }> = [];
    let gaps = 0;
    const parley = createParley({ url: server.url, key: KEYS.client });
    const reading = parley.channel(room, { id: 'newcomer' }).subscribe({
      message: (event) => seen.push({ text: event.data.text, offset: offsetOf(event.position) }),
      onGap: () => {
        gaps += 1;
      },
    });
    await reading.ready;
    await page.goto(pages.reader(server.url, KEYS.client, 'newcomer'));
    await expect(page.locator('#state')).toHaveText('reading');

    const writers = Array.from(
      { length: WRITERS },
      (_, at) => new RestWriter(`writer${at}`, { server, channel: CHANNEL, adminKey: KEYS.admin }),
    );
    await writeOverKill(server, writers);

    const acknowledged = writers.flatMap((writer) => writer.acknowledged);
    expect(acknowledged).toHaveLength(WRITERS * EACH);
    expect(writers.reduce((sum, { failures }) => sum + failures, 0)).toBeGreaterThan(0);
    await expect.poll(() => seen.length).toBeGreaterThanOrEqual(acknowledged.length);

    const expected = acknowledged.map(({ text }) => text).sort();
    expect(seen.map(({ text }) => text).sort()).toEqual(expected);
    expect(seen.map(({ offset }) => offset)).toEqual(seen.map((_, at) => at + 1));
    expect(gaps).toBe(0);
    for (const { text, position } of acknowledged) {
      expect(seen[offsetOf(position) - 1]?.text).toBe(text);
    }
    await expect(page.getByRole('listitem')).toHaveCount(acknowledged.length);
    expect(await page.getByRole('listitem').allTextContents()).toEqual(seen.map(({ text }) => text));
    parley.close();
  });
});

/** Lets all write at once, kills the server in the middle of it and starts it again. */
async function writeOverKill(server: TestServer, writers: readonly RestWriter[]): Promise<void> {
  let back: Promise<void> | null = null;
  let stored = 0;
  const restart = async (): Promise<void> => {
    await server.kill();
    await server.start();
  };
  const progress = (): void => {
    stored += 1;
    if (stored === (WRITERS * EACH) / 3) back = restart();
  };
  const serverIsBack = async (): Promise<void> => {
    if (back === null) throw new Error('The server was gone before it was killed.');
    await back;
  };
  await Promise.all(writers.map((writer) => writer.write(EACH, serverIsBack, progress)));
}

function offsetOf(position: string): number {
  return Number(position.slice(position.indexOf(':') + 1));
}
