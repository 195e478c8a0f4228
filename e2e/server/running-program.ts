import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Inside this package, so that what a program imports is found as in an application's folder. */
const FOLDER = fileURLToPath(new URL('../test-results/programs', import.meta.url));

/** A JavaScript program that runs in a process of its own until it is disposed. */
export class RunningProgram implements AsyncDisposable {
  readonly #process: ChildProcess;
  #output = '';

  private constructor(process: ChildProcess) {
    this.#process = process;
    const hear = (chunk: Buffer): void => {
      this.#output += chunk.toString();
    };
    process.stdout?.on('data', hear);
    process.stderr?.on('data', hear);
  }

  static async start(name: string, source: string): Promise<RunningProgram> {
    await mkdir(FOLDER, { recursive: true });
    const file = join(FOLDER, `${name}.mjs`);
    await writeFile(file, source);
    return new RunningProgram(spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** What it printed so far. */
  get output(): string {
    return this.#output;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}
