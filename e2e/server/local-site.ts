import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** A web server of somebody who uses Parley, on a port of its own: its pages are of another origin. */
export class LocalSite implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The site has no port.');
    this.origin = `http://127.0.0.1:${address.port}`;
  }

  static async start(listener: RequestListener): Promise<LocalSite> {
    const server = createServer(listener);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LocalSite(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
