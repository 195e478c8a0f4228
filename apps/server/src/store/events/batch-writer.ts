import type { AppendEntry, AppendOutcome } from '../../core/store/event-store.ts';

/**
 * Writes a batch in one transaction. It has been looked over: every entry is storable, and no two of them share a
 * client id or an id. Rejects with SqlError; then nothing of it was written.
 */
export interface BatchWriter {
  write(batch: readonly AppendEntry[]): Promise<AppendOutcome[]>;
}
