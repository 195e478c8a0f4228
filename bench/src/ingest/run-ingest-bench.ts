import type { BenchContext } from '../bench-context.ts';

export async function runIngestBench(_context: BenchContext): Promise<void> {}
