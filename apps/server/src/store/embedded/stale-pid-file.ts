import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isZombie } from './process-identity.ts';

/** No system gives out numbers as high as this. */
const NOBODY = 2_147_483_646;

/**
 * Lets PostgreSQL start after it was killed where dead processes are never cleaned up. It takes the process named in
 * its `postmaster.pid` for alive as long as the number answers, which a zombie's does. The file is not removed: by its
 * other lines PostgreSQL makes sure that no child of the dead one still writes to the data.
 */
export async function disownZombie(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const pid = Number(text?.split('\n')[0]);
  if (text === null || !Number.isInteger(pid) || !(await isZombie(pid))) return;
  await writeFile(file, text.replace(/^\d+/, String(NOBODY)));
}
