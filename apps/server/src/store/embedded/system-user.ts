import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { systemChance } from '../../runtime/chance.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { runProgram, type SystemUser } from './run-program.ts';

const USERADD_FLAGS = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
const TURN_FOLDER = '/var/lib/parley/.user';

/**
 * PostgreSQL refuses to run as root. When this process is root, this is the unprivileged user `postgres`, created if
 * the system has none; otherwise null: PostgreSQL runs as the user that runs Parley.
 */
export async function postgresUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const user = await foundOrMade({
    find: () => lookUp('postgres'),
    make: () => runProgram({ program: 'useradd', args: [...USERADD_FLAGS, 'postgres'], user: null }),
    turnFolder: TURN_FOLDER,
  });
  if (user) return user;
  throw new ParleyError(
    'unavailable',
    'The embedded PostgreSQL cannot run as root, and no user "postgres" could be created for it. ' +
      'Create that user, run Parley as an ordinary user, or set PARLEY_DATABASE_URL.',
  );
}

/**
 * Finds the user, or makes it and finds it then. Of several servers that start at once on a new system only one makes
 * it: `useradd` looks whether there is such a user before it takes its lock, so a second one *replaces* the user by one
 * with another number, and the PostgreSQL of the first runs as nobody.
 */
export async function foundOrMade({ find, make, turnFolder }: UserOrder): Promise<SystemUser | null> {
  const found = await find();
  if (found) return found;
  await mkdir(turnFolder, { recursive: true, mode: 0o711 });
  await using _turn = await inTurn(turnFolder);
  const foundInTurn = await find();
  if (foundInTurn) return foundInTurn;
  await make();
  return find();
}

export interface UserOrder {
  find(): Promise<SystemUser | null>;
  make(): Promise<unknown>;
  /** One that only root may write to. Who holds its lock makes users. */
  readonly turnFolder: string;
}

/** The lock of a folder, when whoever has it lets go of it: which is soon, or when that process has died. */
async function inTurn(folder: string): Promise<AsyncDisposable> {
  for (;;) {
    try {
      return await lockDataDir(folder, systemChance);
    } catch (error) {
      if (ParleyError.from(error).code !== 'conflict') throw error;
    }
  }
}

/** Whether `user` may enter every folder on the way to `path`, and `path` itself, by their plain permission bits. */
export async function canReach(path: string, user: SystemUser): Promise<boolean> {
  for (let place = resolve(path); ; place = dirname(place)) {
    const { mode, uid, gid } = await stat(place);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (place === dirname(place)) return true;
  }
}

async function lookUp(name: string): Promise<SystemUser | null> {
  const answers = await Promise.all(
    ['-u', '-g'].map((flag) => runProgram({ program: 'id', args: [flag, name], user: null })),
  );
  const [uid, gid] = answers.map(({ exitCode, output }) => (exitCode === 0 ? Number(output.trim()) : null));
  if (!Number.isInteger(uid) || !Number.isInteger(gid)) return null;
  return { uid: Number(uid), gid: Number(gid) };
}
