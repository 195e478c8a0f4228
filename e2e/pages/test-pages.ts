import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const READER = fileURLToPath(new URL('reader.ts', import.meta.url));

const HTML = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Reader</title><link rel="icon" href="data:,"></head>
  <body>
    <output id="state"></output>
    <form id="form"><input id="text" aria-label="Text"><button>Send</button></form>
    <ol id="received"></ol>
    <script type="module" src="/reader.js"></script>
  </body>
</html>`;

/** A web server of an application: it serves the page `reader.ts`, from an origin that is not Parley's. */
export class TestPages implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The pages have no port.');
    this.origin = `http://127.0.0.1:${address.port}`;
  }

  static async start(): Promise<TestPages> {
    const script = await bundle(READER);
    const server = createServer((request, response) => {
      const isScript = request.url === '/reader.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? script : HTML);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TestPages(server);
  }

  /** The address of the page that reads a room of a server. */
  reader(url: string, key: string, room: string): string {
    return `${this.origin}/#${new URLSearchParams({ url, key, room })}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** One module with everything in it, for a browser. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ['es'], fileName: 'reader' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const bundled of outputs) {
    if (!('output' in bundled)) continue;
    const chunk = bundled.output.find((part) => part.type === 'chunk');
    if (chunk?.type === 'chunk') return chunk.code;
  }
  throw new Error('The page could not be bundled.');
}
