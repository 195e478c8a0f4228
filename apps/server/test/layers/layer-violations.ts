import { posix } from 'node:path';
import { type Import, importsOf } from './imports-of.ts';

/**
 * The rooms of `apps/server/src` by height: a room imports only from rooms below it. `main` is what stands directly in
 * `src`: the few files that put everything together.
 */
export const LAYERS = [
  'main',
  'http',
  'protocols',
  'api',
  'chat',
  'effects',
  'observe',
  'core',
  'wire',
  'engine',
  'store',
  'runtime',
  'config',
] as const;

/**
 * These stand below core and carry out what core declares, so they look up at core's declarations; core never looks
 * down at them. Interfaces may be taken from anywhere in core; code only from the rooms that hold its plain words.
 */
const CARRIED_OUT_BELOW_CORE: ReadonlySet<string> = new Set(['wire', 'engine', 'store']);
const PLAIN_WORDS_OF_CORE: ReadonlySet<string> = new Set(['errors', 'event']);

/** A source tree: path relative to `apps/server/src`, with forward slashes, to the text of the file. */
export type SourceTree = ReadonlyMap<string, string>;

/**
 * What in a source tree breaks the order of the layers, one sentence each; empty when nothing does. Tests, `testing/`
 * and `cases/` folders put the whole together and may import from anywhere, but nothing else may import them.
 */
export function layerViolations(tree: SourceTree): string[] {
  const violations: string[] = [];
  for (const [path, source] of tree) {
    if (forTests(path)) continue;
    if (layerOf(path) === undefined) {
      violations.push(`${path}: belongs to no layer`);
      continue;
    }
    for (const found of importsOf(path, source)) {
      const reason = objection(path, found);
      if (reason !== null) violations.push(`${path}:${found.line}: ${reason}`);
    }
  }
  return violations;
}

function objection(from: string, found: Import): string | null {
  const { specifier } = found;
  if (specifier === null) return 'imports a computed name, which nothing can check';
  if (specifier.startsWith('@parley/')) return `imports the package ${specifier}`;
  if (!specifier.startsWith('.')) return null;
  const to = posix.normalize(posix.join(posix.dirname(from), specifier));
  if (to.startsWith('../')) return leavesSource(to);
  if (forTests(to)) return `imports ${to}, which is for tests`;
  return crossing(from, to, found.typeOnly);
}

/** Package.json may be read for the version; any other file outside of src belongs to another package or to tests. */
function leavesSource(to: string): string | null {
  return to === '../package.json' ? null : `imports ${to}, outside of src`;
}

function crossing(from: string, to: string, typeOnly: boolean): string | null {
  const upper = layerOf(from);
  const lower = layerOf(to);
  if (lower === undefined) return `imports ${to}, which belongs to no layer`;
  if (upper === lower) return upper === 'protocols' ? betweenProtocols(from, to) : null;
  if (upper === 'core' && CARRIED_OUT_BELOW_CORE.has(lower)) {
    return `core imports ${to}: it reaches ${lower} only through interfaces that core declares`;
  }
  if (upper !== undefined && CARRIED_OUT_BELOW_CORE.has(upper) && lower === 'core') {
    if (typeOnly || PLAIN_WORDS_OF_CORE.has(room(to, 1))) return null;
    return `${upper} imports code from ${to}: from core it may import types, and code only of errors and event`;
  }
  if (upper !== undefined && height(lower) < height(upper)) return null;
  return `${upper} imports ${to}, which is above it`;
}

function betweenProtocols(from: string, to: string): string | null {
  if (room(from, 1) === room(to, 1)) return null;
  return `protocol ${room(from, 1)} imports ${to}, of another protocol`;
}

function layerOf(path: string): (typeof LAYERS)[number] | undefined {
  if (!path.includes('/')) return 'main';
  return LAYERS.find((layer) => layer === room(path, 0));
}

function height(layer: (typeof LAYERS)[number]): number {
  return -LAYERS.indexOf(layer);
}

function room(path: string, depth: number): string {
  return path.split('/')[depth] ?? '';
}

function forTests(path: string): boolean {
  return /(^|\/)(testing|cases)\/|\.(test|cases)\.tsx?$/.test(path);
}
