import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Whether processes can be bound to a core here: `taskset` is there, and more than one core. */
export const canPin =
  availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' }).status === 0;

/** The command that runs `command` on one core; the command itself where that is impossible or not wanted. */
export function pinned(
  core: number | null,
  command: readonly [string, ...string[]],
): readonly [string, ...string[]] {
  return core === null || !canPin ? command : ['taskset', '-c', String(core), ...command];
}
