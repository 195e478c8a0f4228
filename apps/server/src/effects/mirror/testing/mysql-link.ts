import { connect, createServer, type Socket } from 'node:net';

/** A line to a MySQL server, not encrypted, that can break where it hurts. */
export interface MysqlLink extends AsyncDisposable {
  readonly port: number;
  /** Connections made so far. */
  readonly connections: number;
  /** Breaks every connection and lets no new one live. */
  cut(): void;
  mend(): void;
  /** Nothing gets through any more, either way, and nobody is told. */
  freeze(): void;
  /** Breaks the connection that commits next: before the server hears of it, or after it did, before the client does. */
  breakCommit(when: 'before' | 'after'): void;
}

export async function mysqlLink(serverPort: number): Promise<MysqlLink> {
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'frozen' = 'whole';
  let breaking: 'before' | 'after' | null = null;
  let connections = 0;

  const server = createServer((near) => {
    connections += 1;
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(serverPort, '127.0.0.1');
    let isMute = false;
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    near.on('data', (data) => {
      if (state === 'frozen') return;
      if (breaking !== null && data.includes('COMMIT')) {
        if (breaking === 'before') end();
        else isMute = true;
        breaking = null;
      }
      far.write(data);
    });
    far.on('data', (data) => {
      // The server's answer to the commit: it is done.
      if (isMute) end();
      else if (state !== 'frozen') near.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    get connections() {
      return connections;
    },
    cut: () => {
      state = 'cut';
      endAll();
    },
    mend: () => {
      state = 'whole';
    },
    freeze: () => {
      state = 'frozen';
    },
    breakCommit: (when) => {
      breaking = when;
    },
    [Symbol.asyncDispose]: () => {
      endAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
