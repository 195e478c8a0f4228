import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
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

/** The web app of somebody who uses Channelstream, on a port of its own: a page, its scripts, and a token for each call. */
export class Site implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The site has no port.');
    this.origin = `http://127.0.0.1:${address.port}`;
  }

  static async start(): Promise<Site> {
    const server = createServer(({ url = '/' }, response) => {
      const script = SCRIPTS.get(url);
      response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
      response.end(url === '/token' ? signed(KEYS.secret) : (script ?? HTML));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Site(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
