import type { WireChoice } from '../load/wires/wire-of.ts';
import { Child } from '../process/child.ts';
import { freePort } from '../process/free-port.ts';
import { untilReady } from '../process/until-ready.ts';
import { benchFile, MEASURED, TYPESCRIPT } from './bench-file.ts';
import { type RunningSubject, SERVER_CORE, type Subject } from './subject.ts';

export interface PeerOptions {
  readonly name: string;
  /** Its program, below `bench/src/peers`. */
  readonly program: string;
  readonly wire: WireChoice;
  readonly startAt: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** A server of `bench/src/peers`. */
export function peerSubject({ name, program, wire, startAt, env = {}, signal }: PeerOptions): Subject {
  return {
    name,
    startAt,
    async start(): Promise<RunningSubject> {
      const port = await freePort();
      const child = new Child({
        name,
        args: [...MEASURED, ...TYPESCRIPT, benchFile(`peers/${program}`)],
        env: { ...env, BENCH_PORT: String(port) },
        core: SERVER_CORE,
        signal,
      });
      await untilReady(child, `http://127.0.0.1:${port}/`);
      return { child, port, wire, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() };
    },
  };
}
