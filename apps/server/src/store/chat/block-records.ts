import type { BlockStore } from '../../core/store/chat/block-store.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { inPortions } from '../sql/portions.ts';
import { type SqlDatabase, valueList, valueRows } from '../sql/sql-database.ts';

/** Whom users have blocked, in a relational database. */
export class BlockRecords implements BlockStore {
  readonly #database: SqlDatabase;
  readonly #calls: RecordCalls;

  constructor(options: { database: SqlDatabase; calls: RecordCalls }) {
    this.#database = options.database;
    this.#calls = options.calls;
  }

  listOf(appId: string, userId: string): Promise<string[]> {
    return this.#calls.run(async () => {
      const rows = await this.#database.rows<{ blocked_id: string }>(
        'SELECT blocked_id FROM chat_block WHERE app_id = ? AND user_id = ? ORDER BY created_at, blocked_id',
        [appId, userId],
      );
      return rows.map(({ blocked_id: id }) => id);
    });
  }

  async add(appId: string, userId: string, blockedIds: readonly string[], at: number): Promise<void> {
    for (const portion of inPortions(new Set(blockedIds), (id) => id.length)) {
      // Who is blocked by another request meanwhile is found when it runs again.
      await this.#calls.again(() => this.#addMissing(appId, userId, portion, at));
    }
  }

  async #addMissing(appId: string, userId: string, ids: readonly string[], at: number): Promise<void> {
    const rows = await this.#database.rows<{ blocked_id: string }>(
      `SELECT blocked_id FROM chat_block
       WHERE app_id = ? AND user_id = ? AND blocked_id IN (${valueList(ids.length)})`,
      [appId, userId, ...ids],
    );
    const there = new Set(rows.map(({ blocked_id: id }) => id));
    const missing = ids.filter((id) => !there.has(id));
    if (missing.length === 0) return;
    await this.#database.run(
      `INSERT INTO chat_block (app_id, user_id, blocked_id, created_at) VALUES ${valueRows(missing.length, 4)}`,
      missing.flatMap((id) => [appId, userId, id, at]),
    );
  }

  async remove(appId: string, userId: string, blockedIds: readonly string[]): Promise<void> {
    for (const portion of inPortions(new Set(blockedIds), (id) => id.length)) {
      await this.#calls.again(() =>
        this.#database.run(
          `DELETE FROM chat_block
           WHERE app_id = ? AND user_id = ? AND blocked_id IN (${valueList(portion.length)})`,
          [appId, userId, ...portion],
        ),
      );
    }
  }
}
