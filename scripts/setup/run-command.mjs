import { spawn } from 'node:child_process';
import { StepFailed } from './step-failed.mjs';
import { root } from './workspace.mjs';

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
 * @param {boolean} [options.live] shows the output as it comes instead of keeping it for a failure
 * @param {string} [options.advice] what to do when it fails
 * @returns {Promise<string>} the output, when not live
 * @throws {StepFailed} when it cannot be started or does not end with 0
 */
export function runCommand(command, args, options = {}) {
  const { cwd = root, env = process.env, shell = false, live = false, advice = '' } = options;
  const line = [command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    /** @type {string[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => output.push(text));
    }
    const stop = stopWithUs(child);
    child.once('error', (cause) => {
      stop.forget();
      reject(new StepFailed(`could not start "${line}": ${cause.message}`, '', advice));
    });
    child.once('close', (code, signal) => {
      stop.forget();
      if (code === 0) return resolve(output.join(''));
      const ending = code === null ? `was ended by ${signal}` : `ended with ${code}`;
      reject(new StepFailed(`"${line}" ${ending}`, output.join(''), advice));
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
