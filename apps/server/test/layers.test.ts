import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { layerViolations } from './layers/layer-violations.ts';

const src = join(import.meta.dirname, '../src');

test('every folder of the server imports only from folders below it', () => {
  const tree = readSourceTree(src);
  expect(tree.size).toBeGreaterThan(20);
  expect(layerViolations(tree)).toEqual([]);
});

test.each([
  ['import { Hub } from "../core/hub/hub.ts";', 'runtime/clock.ts'],
  ['import type { Hub } from "../core/hub/hub.ts";', 'runtime/clock.ts'],
  ['export * from "../../api/router.ts";', 'core/hub/hub.ts'],
  ['export type { Router } from "../../api/router.ts";', 'core/hub/hub.ts'],
  ['const load = () => import("../../http/server.ts");', 'core/hub/hub.ts'],
  ['type Server = import("../../http/server.ts").Server;', 'core/hub/hub.ts'],
  ['const server = require("../../http/server.ts");', 'core/hub/hub.ts'],
  ['import server = require("../../http/server.ts");', 'core/hub/hub.ts'],
  ['import "../main.ts";', 'http/server.ts'],
])('an import that looks up is found: %s', (source, path) => {
  expect(violationsOf(path, source)).toMatch(/is above it$/);
});

test('an import that looks down is allowed, in every form', () => {
  const source = `
    import { sleep } from '../../runtime/timers.ts';
    export { systemClock } from '../../runtime/clock.ts';
    import type { Settings } from '../../config/settings.ts';
    const later = () => import('../../runtime/chance.ts');
    import { z } from 'zod';
    import { other } from './other.ts';
  `;
  expect(violationsOf('core/hub/hub.ts', source)).toBe('');
});

test('core reaches store, engine and wire only through interfaces of its own', () => {
  for (const room of ['store', 'engine', 'wire']) {
    expect(violationsOf('core/core.ts', `import type { It } from '../${room}/it.ts';`)).toContain(
      'only through',
    );
  }
  expect(violationsOf('core/core.ts', "import type { It } from '../effects/it.ts';")).toContain('above');
});

test('store, engine and wire see types of core, and code only of its plain words', () => {
  const types = `
    import type { Store } from '../core/store/store.ts';
    import { type Outlet } from '../core/hub/outlet.ts';
    import { ParleyError } from '../core/errors/parley-error.ts';
    import { Body } from '../core/event/body.ts';
  `;
  for (const room of ['store', 'engine', 'wire']) {
    expect(violationsOf(`${room}/it.ts`, types)).toBe('');
    const mixed = "import { type Outlet, Hub } from '../core/hub/hub.ts';";
    expect(violationsOf(`${room}/it.ts`, mixed)).toContain('imports code from core/hub/hub.ts');
    expect(violationsOf(`${room}/it.ts`, "import '../core/hub/hub.ts';")).toContain('imports code');
  }
});

test('a protocol never imports another protocol', () => {
  expect(violationsOf('protocols/sama/http/http.ts', "import '../codec/codec.ts';")).toBe('');
  expect(violationsOf('protocols/sama/http/http.ts', "import '../../pusher/codec/codec.ts';")).toContain(
    'of another protocol',
  );
});

test('what is for tests may import anything, and nothing else imports it', () => {
  expect(violationsOf('store/testing/test-store.ts', "import '../../main.ts';")).toBe('');
  expect(violationsOf('store/store.pg.test.ts', "import '../main.ts';")).toBe('');
  expect(violationsOf('store/store.ts', "import './testing/test-store.ts';")).toContain('is for tests');
});

test('a folder without a layer, another package and a computed import are refused', () => {
  expect(violationsOf('helpers/it.ts', '')).toContain('belongs to no layer');
  expect(violationsOf('core/it.ts', "import '../helpers/it.ts';")).toContain('belongs to no layer');
  expect(violationsOf('core/it.ts', "import '../../test/it.ts';")).toContain('outside of src');
  expect(violationsOf('api/it.ts', "import '@parley/sdk';")).toContain('the package');
  expect(violationsOf('api/it.ts', 'const load = (name: string) => import(name);')).toContain('computed');
});

test('a violation names the file, the line and the reason', () => {
  const found = layerViolations(new Map([['config/settings.ts', "\nimport '../store/store.ts';\n"]]));
  expect(found).toEqual(['config/settings.ts:2: config imports store/store.ts, which is above it']);
});

function violationsOf(path: string, source: string): string {
  return layerViolations(new Map([[path, source]])).join('\n');
}

/** The server's sources; what the build generates is not ours to judge. */
function readSourceTree(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('/generated/'));
  return new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
