import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LocalSite } from '../server/local-site.ts';
import { SAMPLES } from './samples.ts';

/** Finds what the server's own tests are installed with. */
const fromServer = createRequire(new URL('../../apps/server/package.json', import.meta.url));
const CLIENT = readFileSync(fromServer.resolve('sails.io.js/dist/sails.io.js'), 'utf8');

const HTML = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"></head>
  <body>
    <ol id="heard"></ol>
    ${SAMPLES.tag}
    <script>
      io.sails.environment = 'production';
      function show(data) {
        const item = document.createElement('li');
        item.textContent = JSON.stringify(data);
        document.getElementById('heard').append(item);
      }
    </script>
  </body>
</html>`;

/** The web server of an application with the real browser build of sails.io.js. */
export function startSite(): Promise<LocalSite> {
  return LocalSite.start(({ url }, response) => {
    const isScript = url === '/js/sails.io.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? CLIENT : HTML);
  });
}
