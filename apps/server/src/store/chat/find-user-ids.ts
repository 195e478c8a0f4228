import type { UserQuery } from '../../core/store/chat/user-store.ts';
import { isStorableText } from '../events/body-column.ts';
import { type SqlDatabase, valueList } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';

/**
 * The ids of the users that a search finds, in its order. By SQL rather than Prisma, which takes `%` and `_` in what is
 * looked for as wildcards, and whose two databases sort what is missing to different ends.
 */
export function findUserIds(database: SqlDatabase, query: UserQuery): Promise<string[]> {
  const { appId, part, limit, updatedAfter } = query;
  const ignoreIds = query.ignoreIds.filter(isStorableText);
  const conditions = ['app_id = ?', "search_text LIKE ? ESCAPE '!'"];
  const values: Array<string | number> = [appId, `%${part.replaceAll(/[!%_]/g, '!$&')}%`];
  if (updatedAfter !== null) {
    conditions.push('updated_at > ?');
    values.push(updatedAfter);
  }
  if (ignoreIds.length > 0) {
    conditions.push(`id NOT IN (${valueList(ignoreIds.length)})`);
    values.push(...ignoreIds);
  }
  return answering(async () => {
    const rows = await database.rows<{ id: string }>(
      `SELECT id FROM chat_user WHERE ${conditions.join(' AND ')}
       ORDER BY COALESCE(first_name, '') DESC, COALESCE(last_name, ''), COALESCE(login, ''), id LIMIT ?`,
      [...values, limit],
    );
    return rows.map(({ id }) => id);
  });
}
