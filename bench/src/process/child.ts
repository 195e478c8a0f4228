import { type ChildProcess, spawn } from 'node:child_process';
import type { z } from 'zod';
import { Answer } from './asks.ts';
import { pinned } from './pinned.ts';

export interface ChildOptions {
  /** What to call it when something goes wrong. */
  readonly name: string;
  /** Arguments for Node: flags, the program, its arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The core it runs on, where processes can be pinned; null: any. */
  readonly core: number | null;
  /** Ends the process; whoever waits for its answers is told. */
  readonly signal: AbortSignal;
}

const LAST_OUTPUT = 4000;
const LEAVES_WITHIN_MS = 5000;

/** A Node process of the benchmark: runs on its own core, answers questions, and leaves when disposed of. */
export class Child implements AsyncDisposable {
  readonly #name: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  #lastAsk = 0;
  #output = '';
  #isOver = false;

  constructor({ name, args, env = {}, core, signal }: ChildOptions) {
    signal.throwIfAborted();
    this.#name = name;
    const [program, ...rest] = pinned(core, [process.execPath, ...args]);
    this.#process = spawn(program, rest, {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // The terminal's Ctrl-C is for the benchmark alone, which then ends its children in order.
      detached: true,
    });
    this.#exited = new Promise((resolve) => this.#process.once('exit', () => resolve()));
    this.#process.once('exit', () => this.#over());
    const onAbort = (): void => void this[Symbol.asyncDispose]();
    signal.addEventListener('abort', onAbort);
    this.#process.once('exit', () => signal.removeEventListener('abort', onAbort));
    this.#process.on('error', (cause) => this.#over(cause));
    this.#process.on('message', (message) => this.#hear(message));
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output = `${this.#output}${chunk}`.slice(-LAST_OUTPUT);
      });
    }
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Asks the process; its answer must fit the schema. Rejects when it fails, or when the process ends. */
  async ask<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    input: unknown = null,
  ): Promise<z.infer<Schema>> {
    if (this.#isOver) throw this.#ended();
    this.#lastAsk += 1;
    const ask = this.#lastAsk;
    const value = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject });
      this.#process.send({ ask, name, input });
    });
    return schema.parse(value);
  }

  /** Throws if the process is over. */
  requireAlive(): void {
    if (this.#isOver) throw this.#ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOver) return;
    this.#process.kill('SIGTERM');
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), LEAVES_WITHIN_MS);
    await this.#exited;
    clearTimeout(patience);
  }

  #hear(message: unknown): void {
    const { data: answer, error } = Answer.safeParse(message);
    if (!answer) {
      this.#over(new Error(`${this.#name} said what is no answer.`, { cause: error }));
      return;
    }
    const waiting = this.#waiting.get(answer.answer);
    this.#waiting.delete(answer.answer);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(new Error(`${this.#name}: ${answer.error}`));
  }

  #over(cause?: Error): void {
    this.#isOver = true;
    for (const { reject } of this.#waiting.values()) reject(cause ?? this.#ended());
    this.#waiting.clear();
  }

  #ended(): Error {
    return new Error(`The process of ${this.#name} ended. The last it said:\n${this.#output}`);
  }
}
