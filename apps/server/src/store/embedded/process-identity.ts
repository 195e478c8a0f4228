import { readFile } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

/** A process, told apart from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words; null where the system does not say. */
  readonly startedAt: string | null;
}

export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, startedAt: await startOf(process.pid) };
}

/** Whether that very process is still there and does something. */
export async function isRunning({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  if (!exists(pid) || (await isZombie(pid))) return false;
  return startedAt === null || (await startOf(pid)) === startedAt;
}

/**
 * Whether a process has ended and nobody has asked how. It is nothing any more, but still answers to its number: for
 * ever where process 1 does not clean up, as in many containers.
 */
export async function isZombie(pid: number): Promise<boolean> {
  return process.platform === 'linux' && /^[ZX]/.test(await linuxStatus(pid));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is one, and it belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string | null> {
  if (process.platform === 'win32') return null;
  if (process.platform !== 'linux') {
    const { exitCode, output } = await runProgram({
      program: 'ps',
      args: ['-o', 'lstart=', '-p', String(pid)],
      user: null,
    });
    return exitCode === 0 ? output.trim() : null;
  }
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  // The 20th word is the start in clock ticks since boot.
  const ticks = (await linuxStatus(pid)).split(' ')[19];
  return ticks === undefined ? null : `${bootId.trim()}:${ticks}`;
}

/** What the kernel says of a process, from its state on; empty if there is none. */
async function linuxStatus(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Before that comes the command's name in parentheses, which may hold anything.
  return status.slice(status.lastIndexOf(')') + 2);
}
