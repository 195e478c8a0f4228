import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
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

/** The web server of an application with the real browser build of sails.io.js, on a port of its own. */
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
    const server = createServer(({ url }, response) => {
      const isScript = url === '/js/sails.io.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? CLIENT : HTML);
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
