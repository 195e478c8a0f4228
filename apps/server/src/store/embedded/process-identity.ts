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

/** Whether that very process is still there. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  if (!exists(identity.pid)) return false;
  if (identity.startedAt === null) return true;
  return (await startOf(identity.pid)) === identity.startedAt;
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
  const [bootId, status] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
  ]);
  // The command's name, in parentheses, may hold anything; the 20th word after it is the start in clock ticks.
  const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
  return ticks === undefined ? null : `${bootId.trim()}:${ticks}`;
}
