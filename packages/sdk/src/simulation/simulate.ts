import { Parley, type ParleyOptions } from '../parley.ts';
import type { World } from '../session.ts';
import { type SimulatedRuntime, simulatedRuntime } from './simulated-runtime.ts';
import { SimulatedServer } from './simulated-server.ts';

/** A client and a server in one simulated world. */
export interface Simulation<Client extends Parley = Parley> {
  readonly parley: Client;
  readonly server: SimulatedServer;
  readonly runtime: SimulatedRuntime;
  /** The page or the network comes back. */
  wake(): void;
  /** Whether anybody still waits for a wake. */
  readonly watched: boolean;
  /** Errors that nobody waited for. */
  readonly errors: unknown[];
}

/** Makes a world. Nothing in it happens before `runtime.run`. */
export function simulate(options: Partial<ParleyOptions> = {}, seed = 1): Simulation {
  return simulateAs(Parley, options, seed);
}

/** The same with a client of another class. */
export function simulateAs<Client extends Parley>(
  Class: new (options: ParleyOptions, world: World) => Client,
  options: Partial<ParleyOptions> = {},
  seed = 1,
): Simulation<Client> {
  const runtime = simulatedRuntime(seed);
  const server = new SimulatedServer(runtime);
  const wakers = new Set<() => void>();
  const errors: unknown[] = [];
  const parley = new Class(
    { url: 'http://simulated', key: 'key', ...options },
    {
      runtime,
      openSocket: server.openSocket,
      watchWake(wake) {
        wakers.add(wake);
        return { [Symbol.dispose]: () => wakers.delete(wake) };
      },
    },
  );
  parley.on('error', (error) => errors.push(error));
  return {
    parley,
    server,
    runtime,
    errors,
    wake() {
      for (const wake of wakers) wake();
    },
    get watched() {
      return wakers.size > 0;
    },
  };
}
