import { createServer } from 'node:net';

/** A port of the loopback address that is free now: `preferred` if it is, otherwise one the system chooses. */
export async function freePort(preferred: number | null): Promise<number> {
  const kept = preferred === null ? null : await probe(preferred);
  const port = kept ?? (await probe(0));
  if (port === null) throw new Error('The system has no free port on 127.0.0.1.');
  return port;
}

function probe(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(found));
    });
  });
}
