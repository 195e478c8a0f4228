import { performance } from 'node:perf_hooks';

/**
 * Runs one step of the set-up and says in one line what was done and how long it took. Something that was done
 * before takes no time and gets no line.
 *
 * @param {string} title what the step does, in a few words
 * @param {() => Promise<'done' | 'unchanged'>} work
 */
export async function step(title, work) {
  const started = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`${title} …`);
  const clear = process.stdout.isTTY ? '\r\u001b[K' : '';
  try {
    const outcome = await work();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(outcome === 'done' ? `${clear}${title}: ${seconds} s\n` : clear);
  } catch (error) {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${clear}${title}: failed after ${seconds} s\n`);
    throw error;
  }
}
