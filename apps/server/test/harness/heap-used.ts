import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the heap that something still refers to. */
export function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node has no way to collect garbage on demand');
  // Finalisers run between the collections.
  for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().heapUsed;
}
