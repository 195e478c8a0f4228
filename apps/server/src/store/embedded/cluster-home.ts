import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StoreLog } from '../store-log.ts';
import type { SystemUser } from './run-program.ts';
import { canReach } from './system-user.ts';

/** Where the data of a root-run server goes when its data folder is closed to PostgreSQL's user. */
const SYSTEM_FOLDER = '/var/lib/parley';

/**
 * The folder that holds the embedded database: `<dataDir>/postgres`. PostgreSQL cannot enter that when Parley runs as
 * root and a folder above the data folder admits only root; then it is a folder under /var/lib/parley, and a file in the data
 * folder says which, so that moving the data folder does not lose the database.
 */
export async function clusterHome(
  dataDir: string,
  user: SystemUser | null,
  log: StoreLog,
  systemFolder = SYSTEM_FOLDER,
): Promise<string> {
  if (user === null) return ownFolder(join(dataDir, 'postgres'), null);
  const pointer = join(dataDir, 'postgres-folder');
  const recorded = await readFile(pointer, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (recorded) return ownFolder(recorded.trim(), user);
  if (await letThrough(dataDir, user)) return ownFolder(join(dataDir, 'postgres'), user);
  const name = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 16);
  const elsewhere = join(systemFolder, name);
  await mkdir(systemFolder, { recursive: true, mode: 0o711 });
  await writeFile(pointer, `${elsewhere}\n`);
  log.warn(
    { dataDir, folder: elsewhere },
    'PostgreSQL does not run as root and cannot enter the data folder; its files are kept in another folder',
  );
  return ownFolder(elsewhere, user);
}

/**
 * Whether PostgreSQL's user can enter the data folder. One that is closed to others, and root's own, is opened to the
 * group of PostgreSQL for passing through, not for looking; folders above it are not Parley's to change.
 */
async function letThrough(dataDir: string, user: SystemUser): Promise<boolean> {
  if (await canReach(dataDir, user)) return true;
  const { uid, mode } = await stat(dataDir);
  if (uid !== 0 || !(await canReach(dirname(dataDir), user))) return false;
  await chown(dataDir, uid, user.gid);
  await chmod(dataDir, (mode & 0o707) | 0o010);
  return true;
}

async function ownFolder(folder: string, user: SystemUser | null): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user !== null) await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
  return folder;
}
