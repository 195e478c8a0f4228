import { createServer } from 'node:net';
import { type Chance, systemChance } from '../../runtime/chance.ts';

/**
 * Below the ports that systems give to outgoing connections and to who listens on any (from 32768 on Linux, 49152
 * elsewhere): one of those can be gone before it is used, or while its owner restarts.
 */
const FIRST_PORT = 20_000;
const PORTS = 12_000;
const ATTEMPTS = 100;

/** A port of the loopback address that is free now: `preferred` if it is, otherwise one by chance. */
export async function freePort(preferred: number | null, chance: Chance = systemChance): Promise<number> {
  if (preferred !== null && (await isFree(preferred))) return preferred;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = FIRST_PORT + Math.floor(chance.float() * PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error('The system has no free port on 127.0.0.1.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
