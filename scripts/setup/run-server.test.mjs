import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

// A server that says how often it was asked to stop, and takes a moment over it.
const SERVER = `
  let asked = 0;
  const hold = setInterval(() => {}, 1000);
  const leave = () => { clearInterval(hold); process.exitCode = 7; };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    asked += 1;
    console.log(signal + ' ' + asked);
    if (asked === 1) setTimeout(leave, 200);
  });
  console.log('ready');
`;

let folder = '';
beforeEach(() => {
  // A space and a letter outside of ASCII: a checkout may lie anywhere.
  folder = mkdtempSync(join(tmpdir(), 'parley sërver '));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the server gets its arguments, and its exit code is ours', async () => {
  const run = start('process.exitCode = process.argv[2] === "--ok" ? 0 : 3;', ['--ok']);
  expect(await run.ended).toMatchObject({ code: 0 });
  const failing = start('process.exitCode = process.argv[2] === "--ok" ? 0 : 3;', []);
  expect(await failing.ended).toMatchObject({ code: 3 });
});

test.each(['SIGINT', 'SIGTERM'])(
  '%s reaches the server once, even when it comes with its echo',
  async (signal) => {
    const run = start(SERVER, []);
    await run.said(/ready/);
    run.signal(signal);
    // Only then: two signals that wait at the same time are one to the system, and would prove nothing.
    await run.said(new RegExp(`${signal} 1`));
    run.signal(signal);
    const { code, output } = await run.ended;
    expect(output).not.toContain(`${signal} 2`);
    expect(code).toBe(7);
  },
);

test('when the one who started the server is killed outright, the server drains', async () => {
  const run = start(SERVER, []);
  await run.said(/ready/);
  run.signal('SIGKILL');
  await run.ended;
  await run.said(/SIGTERM 1/);
});

/**
 * Runs `runServer` in a process of its own on a made-up server.
 *
 * @param {string} source
 * @param {string[]} args
 */
function start(source, args) {
  const main = join(folder, 'main.mjs');
  const starter = join(folder, 'starter.mjs');
  const runServer = pathToFileURL(join(import.meta.dirname, 'run-server.mjs')).href;
  writeFileSync(main, source);
  writeFileSync(
    starter,
    `import { runServer } from ${JSON.stringify(runServer)};
     process.exitCode = await runServer(${JSON.stringify(args)}, ${JSON.stringify(main)});`,
  );
  const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  /** @type {(() => void)[]} */
  const listeners = [];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    for (const listener of listeners) listener();
  });
  return {
    /** @param {RegExp} pattern */
    said: (pattern) =>
      new Promise((resolve) => {
        const check = () => pattern.test(output) && resolve(undefined);
        listeners.push(check);
        check();
      }),
    /** @param {string} name */
    signal: (name) => child.kill(/** @type {NodeJS.Signals} */ (name)),
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, output }))),
  };
}
