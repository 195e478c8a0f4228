import { again } from '../sql/again.ts';
import { type SqlDatabase, valueList, valueRows } from '../sql/sql-database.ts';
import { isStorableText } from './body-column.ts';
import type { ChannelKey } from './channel-key.ts';

/** Rows touched by one statement. */
const SLICE = 2000;

/**
 * Erases whole logs. The channel goes at once, with a note of what remains to be removed; its events follow in slices,
 * so that no transaction is long and appends elsewhere do not wait. A crash in between leaves the note, and the next
 * start finishes the work.
 */
export class Eraser {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** Returns how many events went. */
  async eraseChannel({ appId, channel }: ChannelKey): Promise<number> {
    if (![appId, channel].every(isStorableText)) return 0;
    const ids = await this.#retire('app_id = ? AND name = ?', [appId, channel]);
    return this.#removeEvents(ids);
  }

  /** Takes all channels of an app away; {@link finish} removes their events. */
  async retireApp(appId: string): Promise<number[]> {
    return this.#retire('app_id = ?', [appId]);
  }

  /** Removes the events of these retired channels, or of all that there are, and forgets about them. */
  async finish(channelIds?: readonly number[]): Promise<number> {
    const noted = channelIds ?? (await this.#notes());
    return this.#removeEvents(noted);
  }

  async #notes(): Promise<number[]> {
    const rows = await this.#database.rows<{ channel_id: number }>('SELECT channel_id FROM erasure');
    return rows.map((row) => row.channel_id);
  }

  async #retire(condition: string, values: readonly string[]): Promise<number[]> {
    return again(() =>
      this.#database.transaction(async (sql) => {
        const rows = await sql.rows<{ id: number }>(
          `SELECT id FROM channel WHERE ${condition} ORDER BY app_id, name FOR UPDATE`,
          values,
        );
        const ids = rows.map((row) => row.id);
        for (let start = 0; start < ids.length; start += SLICE) {
          const slice = ids.slice(start, start + SLICE);
          await sql.run(`INSERT INTO erasure (channel_id) VALUES ${valueRows(slice.length, 1)}`, slice);
          await sql.run(`DELETE FROM channel WHERE id IN (${valueList(slice.length)})`, slice);
        }
        return ids;
      }),
    );
  }

  async #removeEvents(channelIds: readonly number[]): Promise<number> {
    let removed = 0;
    for (const channelId of channelIds) {
      for (;;) {
        const rows = await this.#database.rows<{ first: number | null }>(
          'SELECT MIN(log_offset) AS first FROM event WHERE channel_id = ?',
          [channelId],
        );
        const first = rows[0]?.first ?? null;
        if (first === null) break;
        removed += await again(() =>
          this.#database.run('DELETE FROM event WHERE channel_id = ? AND log_offset < ?', [
            channelId,
            first + SLICE,
          ]),
        );
      }
      await again(() => this.#database.run('DELETE FROM erasure WHERE channel_id = ?', [channelId]));
    }
    return removed;
  }
}
