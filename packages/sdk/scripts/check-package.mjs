/**
 * Checks the package as its users get it: packs it, lays the packed files into a project outside the workspace with
 * nothing but the dependencies it declares, and there type-checks a sample (library checks on), makes sure that
 * mistakes do not compile, and loads every entry. Then publint and attw. Needs a build, and no network.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
const resolve = createRequire(join(PACKAGE, 'package.json')).resolve;
const TSC = join(dirname(resolve('typescript/package.json')), 'bin/tsc');
/** What users read that holds samples of the SDK. */
const PAGES = ['README.md', '../../README.md', '../../docs/quick-start.md', '../../docs/chat.md'];
const ENTRIES = {
  '@parley/sdk': 'createParley',
  '@parley/sdk/admin': 'createParleyAdmin',
  '@parley/sdk/chat': 'createParley',
  '@parley/sdk/rest': 'createParleyRest',
};

const home = realpathSync(mkdtempSync(join(tmpdir(), 'parley-sdk-')));
try {
  const tarball = pack();
  install(tarball);
  checkTypes();
  checkMistakes();
  checkLoading();
  await checkBrowser();
  run(bin('publint'), ['run', tarball, '--strict']);
  run(bin('attw'), [tarball, '--profile', 'node16', '--no-emoji', '--no-color', '--format', 'ascii']);
  process.stdout.write('The package is sound.\n');
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** @returns {string} */
function pack() {
  const answer = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], PACKAGE);
  return join(home, JSON.parse(answer)[0].filename);
}

/** The packed files, and links to exactly what the manifest declares: an undeclared import finds nothing. */
function install(tarball) {
  const target = join(home, 'node_modules/@parley/sdk');
  mkdirSync(target, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  for (const name of [...Object.keys(manifest.dependencies), 'zod']) {
    const link = join(home, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(join(PACKAGE, 'node_modules', name)), link, 'junction');
  }
  cpSync(join(PACKAGE, 'test/consumer'), home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
}

/** The sample, and every sample of the pages that users read, as Node and as a bundler would resolve them. */
function checkTypes() {
  const samples = PAGES.flatMap((page) => {
    const found = [...readFileSync(join(PACKAGE, page), 'utf8').matchAll(/^```ts\n(.*?)^```/gms)];
    if (found.length === 0) throw new Error(`${page} has no samples.`);
    return found.map(([, code], index) => {
      const file = `page-${PAGES.indexOf(page)}-${index + 1}.ts`;
      writeFileSync(join(home, file), code);
      return file;
    });
  });
  for (const module of ['nodenext', 'preserve']) {
    const errors = typeCheck(['sample.ts', ...samples], module);
    if (errors.length > 0) throw new Error(`A sample does not compile (${module}):\n${errors.join('\n')}`);
  }
}

function checkMistakes() {
  const lines = readFileSync(join(home, 'mistakes.ts'), 'utf8').split('\n');
  const marked = lines.flatMap((line, index) => (line.endsWith('// must not compile') ? [index + 1] : []));
  const found = typeCheck(['mistakes.ts'], 'nodenext').map((error) => Number(/\((\d+),/.exec(error)?.[1]));
  const same = JSON.stringify([...new Set(found)]) === JSON.stringify(marked);
  if (!same) throw new Error(`Mistakes on lines ${marked} of mistakes.ts, but errors on lines ${found}.`);
}

/** @returns {string[]} the compiler's errors, one per line */
function typeCheck(files, module) {
  const flags = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--skipLibCheck',
    'false',
    '--pretty',
    'false',
  ];
  const target = ['--target', 'es2022', '--lib', 'es2023,esnext.disposable,dom,dom.iterable'];
  try {
    run(process.execPath, [TSC, ...files, ...flags, ...target, '--module', module]);
    return [];
  } catch (error) {
    return String(error.stdout)
      .split('\n')
      .filter((line) => line.includes('error TS'));
  }
}

function checkLoading() {
  for (const [entry, name] of Object.entries(ENTRIES)) {
    const verdict = `if (typeof entry.${name} !== 'function') throw new Error('${entry} has no ${name}')`;
    run(process.execPath, ['--input-type=module', '-e', `import * as entry from '${entry}'; ${verdict}`]);
    run(process.execPath, ['--input-type=commonjs', '-e', `const entry = require('${entry}'); ${verdict}`]);
  }
}

/** A browser's bundle must hold nothing of Node's WebSocket package. */
async function checkBrowser() {
  const { build } = await import('tsdown');
  const bundles = await build({
    config: false,
    cwd: home,
    entry: { browser: join(home, 'node_modules/@parley/sdk/dist/index.js') },
    platform: 'browser',
    noExternal: [/./],
    dts: false,
    write: false,
    logLevel: 'silent',
  });
  const code = bundles
    .flatMap(({ chunks }) => chunks.map((chunk) => ('code' in chunk ? chunk.code : '')))
    .join('');
  if (!code.includes('connectionParams')) throw new Error('The browser bundle is empty.');
  if (/sec-websocket-key/i.test(code)) throw new Error('A browser would get Node’s WebSocket package.');
}

function bin(name) {
  return join(PACKAGE, 'node_modules/.bin', name);
}

/** @returns {string} what it printed; throws, with that, when it fails */
function run(command, args, cwd = home) {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    error.message = `${command} ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`;
    throw error;
  }
}
