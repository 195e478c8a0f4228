import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../apps/server/src/store/embedded/start-embedded-postgres.ts';
import { runFanOut } from './fanout/run-fan-out.ts';
import { runIngestBench } from './ingest/run-ingest-bench.ts';
import type { Options } from './options.ts';
import { Child } from './process/child.ts';
import { runPusherBench } from './pusher/run-pusher-bench.ts';
import { benchFile, TYPESCRIPT } from './subjects/bench-file.ts';
import { GENERATOR_CORE } from './subjects/subject.ts';

const INTERRUPTED = 130;
const BENCHES = { fanout: runFanOut, pusher: runPusherBench, ingest: runIngestBench };

/** Runs a benchmark and leaves nothing behind, also after Ctrl-C. Returns the exit code. */
export async function run(options: Options): Promise<number> {
  const interruption = new AbortController();
  const onSignal = (): void => interruption.abort();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal);
  try {
    await runIn(options, interruption.signal);
    return 0;
  } catch (cause) {
    // Whatever failed after Ctrl-C failed by it.
    if (!interruption.signal.aborted) throw cause;
    console.error('\nInterrupted.');
    return INTERRUPTED;
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, onSignal);
  }
}

async function runIn(options: Options, signal: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  try {
    // The embedded PostgreSQL runs as another user when this is root; it must be able to pass.
    await chmod(folder, 0o711);
    const silence = { info() {}, warn: console.warn, error: console.error };
    await using postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'database'), log: silence });
    await using generator = new Child({
      name: 'the load generator',
      args: [...TYPESCRIPT, benchFile('load/generator.ts')],
      core: GENERATOR_CORE,
      signal,
    });
    const context = { options, signal, folder, databaseUrl: postgres.url, generator };
    await BENCHES[options.bench](context);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
