import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
    for (;;) {
      // A hard link either appears whole or fails because the name is taken: no half-written lock is ever seen.
      if (await succeeds(link(draft, lockFile), 'EEXIST')) break;
      await removeIfStale(dataDir, lockFile, join(dataDir, `.server.lock.${randomToken(chance, 16)}`));
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async [Symbol.asyncDispose]() {
      if ((await readOrNull(lockFile)) === mine) await rm(lockFile, { force: true });
    },
  };
}

async function removeIfStale(dataDir: string, lockFile: string, aside: string): Promise<void> {
  const text = await readOrNull(lockFile);
  if (text === null) return;
  const holder = parse(text);
  if (holder && (await isRunning(holder))) throw held(dataDir, holder.pid);
  if (!(await succeeds(rename(lockFile, aside), 'ENOENT'))) return;
  // Somebody else may have replaced the stale lock between the look and the rename: then theirs goes back.
  if ((await readOrNull(aside)) !== text) await succeeds(link(aside, lockFile), 'EEXIST');
  await rm(aside, { force: true });
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

/** True if it worked, false if it failed with just this code. */
async function succeeds(work: Promise<void>, expectedCode: string): Promise<boolean> {
  return work.then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === expectedCode) return false;
      throw error;
    },
  );
}
