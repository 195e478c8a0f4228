import type { AppendEntry, AppendOutcome } from '../../core/store/event-store.ts';
import type { Sql, SqlDatabase } from '../sql/sql-database.ts';
import { SqlError } from '../sql/sql-error.ts';
import { planBatch } from './batch-plan.ts';
import type { BatchWriter } from './batch-writer.ts';
import { createChannels, lockHeads } from './channel-heads.ts';
import { channelKey, distinctChannels } from './channel-key.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findTargets } from './find-targets.ts';
import { writePlan } from './write-plan.ts';

const MAX_ATTEMPTS = 12;

/**
 * Writes any batch on any database: locks the heads of its channels, looks up what is there already, decides, writes.
 *
 * Heads are locked in the order of their names by everybody, so two nodes never wait for each other in a circle; a
 * deadlock that arises all the same, from work outside appends, makes the batch run again. All that is read after the
 * lock is the committed truth, so offsets have no hole and a client id is found however closely two nodes race.
 */
export class TransactionWriter implements BatchWriter {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  async write(batch: readonly AppendEntry[]): Promise<AppendOutcome[]> {
    let byId = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.#database.transaction((sql) => this.#attempt(sql, batch, byId));
        if ('outcomes' in result) return result.outcomes;
        // New channels are made in statements of their own: holding locks while making them is how deadlocks start.
        await createChannels(this.#database, result.missing);
      } catch (error) {
        if (!(error instanceof SqlError) || attempt >= MAX_ATTEMPTS) throw error;
        // An id that exists is no client id, or the look-up under the lock had found it: look for the ids as well.
        if (error.fault === 'taken' && !byId) byId = true;
        else if (error.fault !== 'conflict') throw error;
      }
      if (attempt >= MAX_ATTEMPTS)
        throw new SqlError('conflict', 'A channel vanished each time it was made.');
    }
  }

  async #attempt(
    sql: Sql,
    batch: readonly AppendEntry[],
    byId: boolean,
  ): Promise<{ outcomes: AppendOutcome[] } | { missing: AppendEntry[] }> {
    const { dialect } = this.#database;
    const heads = await lockHeads(sql, dialect, distinctChannels(batch));
    const publishes = batch.filter((entry) => entry.kind === 'publish');
    const missing = distinctChannels(publishes).filter((entry) => !heads.has(channelKey(entry)));
    if (missing.length > 0) return { missing };
    const duplicates = await findDuplicates({ sql, dialect }, batch, heads, byId);
    const targets = await findTargets({ sql, dialect }, batch);
    const plan = planBatch({ entries: batch, heads, duplicates, targets });
    await writePlan({ sql, dialect }, plan);
    return { outcomes: plan.outcomes };
  }
}
