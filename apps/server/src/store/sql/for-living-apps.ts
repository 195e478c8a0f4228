import { type Sql, valueList } from './sql-database.ts';
import { SqlError } from './sql-error.ts';

/**
 * Writes what belongs to apps, without that of apps that were deleted meanwhile: there is nobody left to miss it, and
 * what belongs to others must not fail for it.
 */
export async function forLivingApps<Item extends { readonly appId: string }>(
  sql: Sql,
  items: readonly Item[],
  write: (items: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let left = items; left.length > 0; ) {
    try {
      return await write(left);
    } catch (error) {
      if (!(error instanceof SqlError) || error.fault !== 'content') throw error;
      const living = await livingApps(sql, new Set(left.map(({ appId }) => appId)));
      const rest = left.filter(({ appId }) => living.has(appId));
      if (rest.length === left.length) throw error;
      left = rest;
    }
  }
}

async function livingApps(sql: Sql, ids: ReadonlySet<string>): Promise<Set<string>> {
  const rows = await sql.rows<{ id: string }>(`SELECT id FROM app WHERE id IN (${valueList(ids.size)})`, [
    ...ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}
