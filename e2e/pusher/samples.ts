import { readFileSync } from 'node:fs';
import { KEYS } from '../server/settings.ts';

const page = readFileSync(new URL('../../docs/pusher.md', import.meta.url), 'utf8');
const [inBrowser, withEcho, inBackend, ...others] = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(
  ([, sample = '']) => sample,
);

/** The JavaScript of the page on moving from Pusher, in the order in which it stands there. */
export const SAMPLES = {
  /** Sets `pusher`, a client. */
  inBrowser: inBrowser ?? '',
  /** Sets `window.Echo`. */
  withEcho: withEcho ?? '',
  /** Sets `pusher`, a backend. */
  inBackend: inBackend ?? '',
  others,
  /** What is posted to set up a webhook, as JSON. */
  webhook: /^curl -X POST [^`]*\/webhooks [^`]*-d '([^']*)'$/m.exec(page)?.[1] ?? '',
} as const;

/**
 * A sample as its reader makes it theirs: with the values of a server on this machine, as the page says. What a bundler
 * imports is a global of the tests' pages.
 */
export function sampleFor(sample: string, url: string): string {
  const { hostname, port } = new URL(url);
  return sample
    .replaceAll(/^import .*\n/gm, '')
    .replaceAll('your client key', KEYS.client)
    .replaceAll('your secret', KEYS.secret)
    .replaceAll('realtime.example.com', hostname)
    .replaceAll(/\b((?:ws|wss)Port: )\d+/g, `$1${port}`)
    .replaceAll("port: '443'", `port: '${port}'`)
    .replaceAll(/\b((?:forceTLS|useTLS): )true/g, '$1false');
}
