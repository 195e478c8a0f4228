import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The workspace's packages, as folders relative to the root. The same list as in `pnpm-workspace.yaml`, read from it. */
export const packages = packagesOf(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')).filter((folder) =>
  existsSync(join(root, folder, 'package.json')),
);

/**
 * @param {string} folder relative to the root; '' for the root itself
 * @returns {{ scripts?: Record<string, string>, packageManager?: string }}
 */
export function manifest(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/**
 * The environment in which a package's scripts find their tools, as pnpm would give it; works without pnpm.
 *
 * @param {string} folder relative to the root
 */
export function toolEnvironment(folder) {
  const bins = [join(root, folder, 'node_modules/.bin'), join(root, 'node_modules/.bin')];
  // On Windows the variable may be spelt `Path`, and two spellings would shadow one another.
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: [...bins, process.env[name] ?? ''].join(delimiter) };
}

/**
 * @param {string} yaml the text of `pnpm-workspace.yaml`
 * @returns {string[]} folders, with `*` as a last part expanded
 */
function packagesOf(yaml) {
  const [, list = ''] = /^packages:\n((?:[ ]+- .*\n)+)/m.exec(yaml.replaceAll('\r', '')) ?? [];
  const patterns = [...list.matchAll(/- ["']?([^"'\n]+?)["']?\n/g)].map(([, pattern = '']) => pattern);
  return patterns.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    const entries = readdirSync(join(root, parent), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => `${parent}/${entry.name}`);
  });
}
