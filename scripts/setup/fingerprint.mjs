import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DERIVED = new Set(['node_modules', 'dist', 'generated', 'test-results', 'playwright-report']);

/**
 * A hash of what files hold, to tell whether something made from them is still good. Contents count and times do not,
 * so a fresh checkout of the same sources is the same.
 *
 * @param {string} root
 * @param {readonly string[]} inputs files and folders relative to `root`; one that is missing counts as missing
 * @param {string} [salt] whatever else matters
 * @returns {string}
 */
export function fingerprint(root, inputs, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const input of inputs) addPath(hash, root, input);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} path
 */
function addPath(hash, root, path) {
  const full = join(root, path);
  const stat = lstatSync(full, { throwIfNoEntry: false });
  hash.update(`\0${path}\0`);
  if (stat === undefined) {
    hash.update('missing');
  } else if (stat.isDirectory()) {
    const names = readdirSync(full).filter((name) => !DERIVED.has(name));
    for (const name of names.sort()) addPath(hash, root, `${path}/${name}`);
  } else if (stat.isFile()) {
    hash.update(`${stat.size}\0`).update(readFileSync(full));
  }
}
