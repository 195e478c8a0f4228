import type { Options } from './options.ts';
import type { Child } from './process/child.ts';

/** What a benchmark works with. */
export interface BenchContext {
  readonly options: Options;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** For whatever servers write; deleted afterwards. */
  readonly folder: string;
  /** A PostgreSQL with all its safety on, for this run alone. */
  readonly databaseUrl: string;
  /** The load generator. */
  readonly generator: Child;
}
