import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../embedded/free-port.ts';

/** A way to a database that can be cut, as when the network or the database goes away, and mended. */
export interface CuttableLink extends AsyncDisposable {
  /** The database's URL by this way. */
  readonly url: string;
  /** Breaks every connection and takes no new one. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function cuttableLink(databaseUrl: string): Promise<CuttableLink> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  // Not any: while the link is cut, nobody else may be given its port.
  const port = await freePort(null);
  await listen(port);
  const url = new URL(databaseUrl);
  url.port = String(port);
  return { url: url.href, cut: close, mend: () => listen(port), [Symbol.asyncDispose]: close };
}
