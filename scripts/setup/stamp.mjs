import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './workspace.mjs';

/**
 * Remembers that a step was done, and from what. Stamps live in `node_modules`, so whoever deletes that starts afresh;
 * a product that is missing or was changed by another hand does not count as done either.
 *
 * @param {string} name of the step
 * @param {readonly string[]} products files or folders that the step makes, relative to the root
 */
export function stamp(name, products) {
  const path = join(root, 'node_modules/.parley', `${name}.json`);
  return {
    /** @param {string} print a fingerprint of the inputs */
    matches: (print) => read(path) === describe(print, products),
    /** Forgets the step; called before it is repeated, so that a failure half-way is not taken for done. */
    clear: () => rmSync(path, { force: true }),
    /** @param {string} print */
    write: (print) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, describe(print, products));
    },
  };
}

/**
 * @param {string} print
 * @param {readonly string[]} products
 */
function describe(print, products) {
  const made = products.map((product) => {
    const stat = statSync(join(root, product), { throwIfNoEntry: false });
    if (stat === undefined) return [product, 'missing'];
    return stat.isFile() ? [product, stat.size, stat.mtimeMs] : [product, 'folder'];
  });
  return JSON.stringify({ print, made });
}

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
