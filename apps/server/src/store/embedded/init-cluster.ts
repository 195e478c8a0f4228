import { appendFile, chown, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runProgram, type SystemUser } from './run-program.ts';

export const SETTINGS_FILE = 'parley.conf';
export const SUPERUSER = 'parley';

export interface InitOrder {
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | null;
  readonly home: string;
  readonly cluster: string;
  readonly password: string;
}

/**
 * Makes the cluster's folder if it is not there. It is made beside its final place and renamed when whole, so that a
 * start cut short leaves nothing that looks like a database.
 */
export async function initCluster({ binaries, user, home, cluster, password }: InitOrder): Promise<void> {
  if (await isCluster(cluster)) return;
  for (const name of await readdir(home)) {
    if (name.startsWith('unfinished-')) await rm(join(home, name), { recursive: true, force: true });
  }
  const unfinished = join(home, `unfinished-${process.pid}`);
  const passwordFile = join(home, `unfinished-${process.pid}-password`);
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user !== null) await chown(passwordFile, user.uid, user.gid);
    const { exitCode, output } = await runProgram({
      program: binaries.initdb,
      args: [
        `--pgdata=${unfinished}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
      ],
      user,
    });
    if (exitCode !== 0) {
      throw new ParleyError('unavailable', `The embedded PostgreSQL could not be set up in ${home}.`, {
        cause: new Error(output.trim()),
      });
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
  await appendFile(join(unfinished, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS_FILE}'\n`);
  await rename(unfinished, cluster);
}

async function isCluster(folder: string): Promise<boolean> {
  return stat(join(folder, 'PG_VERSION')).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
