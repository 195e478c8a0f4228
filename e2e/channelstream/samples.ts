import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/channelstream.md', import.meta.url), 'utf8');

/** The JavaScript of the page on moving from Channelstream, in its order. */
const [backend = '', inPages = ''] = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(
  ([, code = '']) => code,
);

/** What the page has for pages: `listen` and `longPoll`. */
export const LISTENING = inPages;

interface Backend {
  /** A token for one call. */
  signed(secret: string): string;
  /** One signed call. */
  call(server: string, secret: string, method: string, path: string, body?: unknown): Promise<unknown>;
}

/** What it has for backends. */
export const { signed, call }: Backend = await import(`data:text/javascript,${encodeURIComponent(backend)}`);
