import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { runProgram } from './run-program.ts';

/** A user of the operating system. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. When this process is root, this is the unprivileged user `postgres`, created if
 * the system has none; otherwise null: PostgreSQL runs as the user that runs Parley.
 */
export async function postgresUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const found = await lookUp('postgres');
  if (found) return found;
  await runProgram({
    program: 'useradd',
    args: ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    user: null,
  });
  const created = await lookUp('postgres');
  if (created) return created;
  throw new ParleyError(
    'unavailable',
    'The embedded PostgreSQL cannot run as root, and no user "postgres" could be created for it. ' +
      'Create that user, run Parley as an ordinary user, or set PARLEY_DATABASE_URL.',
  );
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
