import { createHash } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { type Chance, randomToken } from '../../runtime/chance.ts';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/**
 * Holds a data folder for this process, through the file `server.lock` in it. Rejects with `conflict` while another
 * live process holds it. The file names its holder by process id *and* start time, so a lock that outlived a kill -9
 * or a reboot is recognised as nobody's, even when the process id was given to somebody else since.
 */
export async function lockDataDir(dataDir: string, chance: Chance): Promise<AsyncDisposable> {
  const lockFile = join(dataDir, 'server.lock');
  const mine = `${JSON.stringify(await ownIdentity())}\n`;
  const draft = join(dataDir, `.server.lock.${randomToken(chance, 16)}`);
  await writeFile(draft, mine, { mode: 0o600 });
  try {
    const holder = await acquire(lockFile, draft);
    if (holder) throw held(dataDir, holder.pid);
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async [Symbol.asyncDispose]() {
      if ((await readOrNull(lockFile)) === mine) await rm(lockFile, { force: true });
    },
  };
}

/**
 * Makes `draft` the lock, or returns who holds it. A hard link either appears whole or fails because the name is
 * taken, so no half-written lock is ever seen.
 *
 * A stale lock is removed only by who holds the lock on removing that very one, which is taken in the same way. So of
 * two that find it stale, the slower one does not remove the new lock of the faster.
 */
async function acquire(lockFile: string, draft: string): Promise<ProcessIdentity | null> {
  while (!(await linked(draft, lockFile))) {
    const text = await readOrNull(lockFile);
    if (text === null) continue;
    const holder = parse(text);
    if (holder && (await isRunning(holder))) return holder;
    const removal = `${lockFile}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
    if ((await acquire(removal, draft)) !== null) continue;
    if ((await readOrNull(lockFile)) === text) await rm(lockFile, { force: true });
    await rm(removal, { force: true });
  }
  return null;
}

function parse(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    if (!('pid' in value) || typeof value.pid !== 'number') return null;
    const startedAt = 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch {
    // Not a lock that any Parley wrote: nobody holds it.
    return null;
  }
}

function held(dataDir: string, pid: number): ParleyError {
  return new ParleyError(
    'conflict',
    `Another Parley server (process ${pid}) is using the data folder ${dataDir}. ` +
      'Stop it first, or give this one its own PARLEY_DATA_DIR.',
  );
}

async function readOrNull(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** False if the name is taken. */
async function linked(draft: string, name: string): Promise<boolean> {
  return link(draft, name).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}
