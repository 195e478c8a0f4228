import type { Chance } from '../../src/runtime/chance.ts';
import type { BuiltServer } from '../harness/built-server.ts';
import type { Meter } from './meter.ts';

/** Who is killed, and when. */
type Killing = (server: BuiltServer, meter: Meter, chance: Chance) => Promise<void>;

/** Acknowledgements between two killings, at most. */
const MOST_ACKS = 120;
/** Turns of the event loop after the last of them, at most: some killings come right with an acknowledgement. */
const MOST_TURNS = 6;

/** In the middle of the load: the server alone; its database goes on. */
const underLoad: Killing = async (server, meter, chance) => {
  await randomMoment(meter, chance);
  await server.kill();
};

/** As when the machine loses power: the database first, the server a moment later, both without warning. */
const withDatabase: Killing = async (server, meter, chance) => {
  await randomMoment(meter, chance);
  await server.killDatabase();
  await server.kill();
};

/** The database alone: the server finds out and starts it again. */
const databaseOnly: Killing = async (server, meter, chance) => {
  await randomMoment(meter, chance);
  await server.killDatabase();
};

/** While it starts: it has just found its database, and has not listened yet. */
const whileStarting: Killing = async (server, meter, chance) => {
  await underLoad(server, meter, chance);
  await server.startUntil('the embedded PostgreSQL runs');
  await turns(Math.floor(chance.float() * MOST_TURNS));
  await server.kill();
};

/** Kills once, at random, and makes sure that the server runs again. Returns how long a restart took in ms, if any. */
export async function killOnce(server: BuiltServer, meter: Meter, chance: Chance): Promise<number | null> {
  await kindOf(chance.float())(server, meter, chance);
  return server.isRunning ? null : server.start();
}

function kindOf(draw: number): Killing {
  if (draw < 0.1) return databaseOnly;
  if (draw < 0.2) return whileStarting;
  if (draw < 0.4) return withDatabase;
  return underLoad;
}

async function randomMoment(meter: Meter, chance: Chance): Promise<void> {
  await meter.more(1 + Math.floor(chance.float() * MOST_ACKS));
  await turns(Math.floor(chance.float() * MOST_TURNS));
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
