import { spawn } from 'node:child_process';
import { ParleyError } from '../../core/errors/parley-error.ts';

/** A user of the operating system. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Whom to run as; null: as this process. */
  readonly user: SystemUser | null;
}

export interface ProgramResult {
  readonly exitCode: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/** Runs a program to its end. Rejects with `unavailable` if it cannot even be started; an exit code is a result. */
export function runProgram(run: ProgramRun): Promise<ProgramResult> {
  const identity = run.user === null ? {} : { uid: run.user.uid, gid: run.user.gid };
  return new Promise((resolve, reject) => {
    const child = spawn(run.program, run.args, {
      ...identity,
      // A fixed language, and a home that the program's user may enter whatever folder the server was started in.
      cwd: run.user === null ? process.cwd() : '/',
      env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (cause) => {
      reject(new ParleyError('unavailable', `The program ${run.program} could not be started.`, { cause }));
    });
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
