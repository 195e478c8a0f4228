import { readFileSync } from 'node:fs';
import { LocalSite } from '../server/local-site.ts';
import { KEYS } from '../server/settings.ts';
import { LISTENING, signed } from './samples.ts';

const HTML = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"></head>
  <body>
    <ol></ol>
    <script>
      function show(frame) {
        const item = document.createElement('li');
        item.textContent = [frame.type, frame.user, frame.message?.text ?? frame.message?.action]
          .filter((word) => word !== undefined)
          .join(' ');
        document.querySelector('ol').append(item);
      }
    </script>
  </body>
</html>`;
const SCRIPTS = new Map([
  ['/client.js', readFileSync(new URL('page-client.js', import.meta.url), 'utf8')],
  ['/sample.js', LISTENING],
]);

/** The web app of somebody who uses Channelstream: a page, its scripts, and a token for each call. */
export function startSite(): Promise<LocalSite> {
  return LocalSite.start(({ url = '/' }, response) => {
    const script = SCRIPTS.get(url);
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(url === '/token' ? signed(KEYS.secret) : (script ?? HTML));
  });
}
