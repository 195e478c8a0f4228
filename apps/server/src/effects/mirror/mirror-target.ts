import type { MirrorRow } from './mirror-row.ts';

/** The customer's database, as a mirror sees it. Every failure is a `TargetError`. */
export interface MirrorTarget {
  /**
   * Writes the rows of a batch, all or none, and with them the id of the batch. `known`: the batch before this one had
   * the same id, so all of it is there already and nothing was written.
   */
  write(batchId: string, rows: readonly MirrorRow[]): Promise<'written' | 'known'>;
  /** Does everything that writing takes, and takes it back. Resolves with the name and version of the server. */
  probe(): Promise<string>;
  /** Ends the connection, and with it whatever is under way. It is opened again when needed. */
  disconnect(): Promise<void>;
}
