import { spawn } from 'node:child_process';
import { StepFailed } from './step-failed.mjs';
import { root } from './workspace.mjs';

/** So much of what a command showed live is kept for the end. */
const KEPT_CHARACTERS = 64 * 1024;
/** A process that the command left behind may hold its output open for ever. */
const LEFT_BEHIND_MS = 2000;

/**
 * Runs a command to its end. It gets no standard input, so it can never wait for an answer, and a signal that stops
 * this process stops it too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd] defaults to the root of the repository
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.shell] `command` is a line for the shell
 * @param {boolean} [options.live] shows the output as it comes; where it goes to a log, not a screen, its end is kept
 *   for a failure
 * @param {string} [options.advice] what to do when it fails
 * @returns {Promise<string>} the output, when not live
 * @throws {StepFailed} when it cannot be started or does not end with 0
 */
export function runCommand(command, args, options = {}) {
  const { cwd = root, env = process.env, shell = false, live = false, advice = '' } = options;
  const line = [command, ...args].join(' ');
  const piped = !live || !process.stdout.isTTY;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: ['ignore', piped ? 'pipe' : 'inherit', piped ? 'pipe' : 'inherit'],
    });
    let output = '';
    /** @param {string} text */
    const keep = (text) => {
      output = live ? (output + text).slice(-KEPT_CHARACTERS) : output + text;
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    if (live) {
      child.stdout?.pipe(process.stdout, { end: false });
      child.stderr?.pipe(process.stderr, { end: false });
    }
    const stop = stopWithUs(child);
    child.once('error', (cause) => {
      stop.forget();
      reject(new StepFailed(`could not start "${line}": ${cause.message}`, '', advice));
    });
    child.once('exit', () => {
      const closing = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, LEFT_BEHIND_MS);
      child.once('close', () => clearTimeout(closing));
    });
    child.once('close', (code, signal) => {
      stop.forget();
      if (code === 0) return resolve(live ? '' : output);
      const ending = code === null ? `was ended by ${signal}` : `ended with ${code}`;
      const failure = new StepFailed(`"${line}" ${ending}`, output, advice);
      failure.shown = live;
      reject(failure);
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function stopWithUs(child) {
  const numbers = { SIGINT: 2, SIGTERM: 15 };
  const handlers = Object.entries(numbers).map(([signal, number]) => {
    const handler = () => {
      child.kill('SIGTERM');
      process.exit(128 + number);
    };
    process.once(signal, handler);
    return { signal, handler };
  });
  return {
    forget: () => {
      for (const { signal, handler } of handlers) process.off(signal, handler);
    },
  };
}
