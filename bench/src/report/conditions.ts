import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { canPin } from '../process/pinned.ts';

/** The one line that says under which conditions figures were measured. */
export function conditions(parts: readonly string[]): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const placement = canPin ? 'server and load generator on a core each' : 'processes not bound to cores';
  return [
    `${model}, ${availableParallelism()} cores, ${placement}`,
    `node ${process.version} on ${process.platform}`,
    ...parts,
    `commit ${commit()}`,
    `load average at the end ${loadavg()[0]?.toFixed(1)}`,
    new Date().toISOString().slice(0, 16),
  ].join(' · ');
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { stdio: 'pipe' }).toString().trim();
  } catch {
    // A copy of the sources without their history is measured just as well.
    return 'unknown';
  }
}
