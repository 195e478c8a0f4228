import { type Sql, valueList } from '../sql/sql-database.ts';

/** Databases bound how deep a query may recurse (1000 by default in MySQL); a longer chain is walked in stretches. */
const STRETCH = 500;

/**
 * Erases the bodies and extras of a publish's edits. They form a chain from the newest to the oldest, each naming the one before
 * it, so that deleting needs no index on what an event targets, which every append would pay for.
 */
export async function eraseEditBodies(sql: Sql, channelId: number, newestEdit: number): Promise<void> {
  for (let next: number | null = newestEdit; next !== null; ) {
    const links: Array<{ log_offset: number; edit_offset: number | null }> = await sql.rows(
      `WITH RECURSIVE chain (log_offset, edit_offset, depth) AS (
         SELECT log_offset, edit_offset, 1 FROM event WHERE channel_id = ? AND log_offset = ?
         UNION ALL
         SELECT e.log_offset, e.edit_offset, chain.depth + 1
         FROM chain JOIN event e ON e.channel_id = ? AND e.log_offset = chain.edit_offset
         WHERE chain.depth < ${STRETCH}
       )
       SELECT log_offset, edit_offset FROM chain ORDER BY depth`,
      [channelId, next, channelId],
    );
    if (links.length === 0) return;
    await sql.run(
      `UPDATE event SET body = NULL, extras = NULL
       WHERE channel_id = ? AND log_offset IN (${valueList(links.length)})`,
      [channelId, ...links.map((link) => link.log_offset)],
    );
    next = links.at(-1)?.edit_offset ?? null;
  }
}
