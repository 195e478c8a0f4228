import { test as base, expect, type Page } from '@playwright/test';
import { watchConsole } from '../fixtures/watch-console.ts';
import { SETTINGS } from '../server/settings.ts';
import { TestServer } from '../server/test-server.ts';
import { type Backend, backendOf } from './backend.ts';
import { SAMPLES, sampleFor } from './samples.ts';
import { Site } from './site.ts';

/** The browser builds. */
type Client = 'pusher-js' | 'pusher-js with encryption' | 'Echo';

interface ForEach {
  /** Opens the site in a browser of its own, as a visitor, with the client that the page on moving from Pusher makes. */
  visit: (client: Client, user?: string) => Promise<Page>;
  /** Every test fails on an error in a page's console; what a test provokes on purpose it allows. */
  allowedErrors: RegExp;
}

/** Of encrypted channels; the server never sees it. */
const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

interface ForAll {
  server: TestServer;
  backend: Backend;
  site: Site;
}

/** Tests with a real server and the site of an application that uses Pusher's own clients and SDK. */
export const test = base.extend<ForEach, ForAll>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern.
    async ({}, use) => {
      await using server = await TestServer.start({ ...SETTINGS, PARLEY_PRIVATE_TARGETS: '127.0.0.1' });
      await use(server);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  backend: [
    async ({ server }, use) => use(backendOf(server.url, { encryptionMasterKeyBase64: MASTER_KEY })),
    { scope: 'worker' },
  ],
  site: [
    async ({ backend }, use) => {
      await using site = await Site.start(backend);
      await use(site);
    },
    { scope: 'worker' },
  ],
  allowedErrors: [/(?!)/, { option: true }],
  visit: async ({ browser, server, site, allowedErrors }, use) => {
    const errors: string[][] = [];
    const opened: Page[] = [];
    await use(async (client, user) => {
      const context = await browser.newContext();
      if (user !== undefined) await context.addCookies([{ name: 'user', value: user, url: site.origin }]);
      const page = await context.newPage();
      opened.push(page);
      errors.push(watchConsole(page));
      await page.goto(client === 'pusher-js with encryption' ? `${site.origin}/encrypted` : site.origin);
      await connect(page, client, server.url);
      return page;
    });
    for (const page of opened) await page.context().close();
    expect(errors.flat().filter((text) => !allowedErrors.test(text))).toEqual([]);
  },
});

/** Runs the sample in a page of the site, and waits until its client is connected. */
async function connect(page: Page, client: Client, url: string): Promise<void> {
  if (client !== 'Echo') {
    await page.addScriptTag({ content: sampleFor(SAMPLES.inBrowser, url) });
    await page.waitForFunction(`pusher.connection.state === 'connected'`);
    return;
  }
  // A script tag leaves the module's exports in the global, where a bundler's import gives the default one.
  const sample = sampleFor(SAMPLES.withEcho, url);
  await page.addScriptTag({ content: `((Echo) => { ${sample} })(window.Echo.default);` });
  await page.waitForFunction(`Echo.connector.pusher.connection.state === 'connected'`);
}

export { expect };
