import { setTimeout as wait } from 'node:timers/promises';
import { type RunningSubject, Usage } from '../subjects/subject.ts';

const LOOK_EVERY_MS = 100;
const QUIET_MICROS = 20_000;
const PATIENCE_MS = 10_000;

/** Resolves when the server uses less than a fifth of its core; rejects when it does not come to rest. */
export async function untilQuiet({ child }: RunningSubject): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let { cpuMicros } = await child.ask('usage', Usage);
  while (performance.now() < deadline) {
    await wait(LOOK_EVERY_MS);
    const now = await child.ask('usage', Usage);
    if (now.cpuMicros - cpuMicros < QUIET_MICROS) return;
    cpuMicros = now.cpuMicros;
  }
  throw new Error('The server did not come to rest after its readers had left.');
}
