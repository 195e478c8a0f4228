import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { SERVER_FLAGS } from './server-flags.mjs';
import { root } from './workspace.mjs';

/** Ctrl-C reaches us from the terminal and once more from npm; closer together than this they are one. */
const SAME_SIGNAL_MS = 400;

/**
 * Runs the built server in this terminal until it ends.
 *
 * Signals are passed on, each once: the server drains on the first and leaves at once on the second, so an echo of the
 * first must not count. It therefore runs in a session of its own, where the terminal's Ctrl-C does not reach it
 * directly. Should this process be killed outright, the server notices (`stop-with-parent.mjs`) and drains.
 *
 * @param {readonly string[]} args for the server
 * @param {string} [main] the program
 * @returns {Promise<number>} the exit code to leave with
 */
export function runServer(args, main = join(root, 'apps/server/dist/main.js')) {
  const guard = pathToFileURL(join(root, 'scripts/setup/stop-with-parent.mjs')).href;
  const child = spawn(process.execPath, [...SERVER_FLAGS, `--import=${guard}`, main, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  passSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function passSignals(child) {
  let last = Number.NEGATIVE_INFINITY;
  /** @type {[NodeJS.Signals, NodeJS.Signals][]} */
  const passedAs = [
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
    // The terminal was closed: nobody reads on, but clients deserve a proper goodbye.
    ['SIGHUP', 'SIGTERM'],
  ];
  for (const [received, passed] of passedAs) {
    process.on(received, () => {
      const now = performance.now();
      if (now - last >= SAME_SIGNAL_MS) child.kill(passed);
      last = now;
    });
  }
}
