import type { FileRecord } from '../../core/store/chat/file-store.ts';
import { type SqlDatabase, type SqlValue, valueList } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';

interface FileRow {
  readonly id: string;
  readonly app_id: string;
  readonly user_id: string;
  readonly name: string;
  readonly size: number;
  readonly content_type: string;
  readonly created_at: number;
  readonly stored_at: number | null;
}

/** How a use of `f` lets somebody see it who is a member of the conversation that it is used in. */
const SHARED_WITH_MEMBER = `EXISTS (
  SELECT 1 FROM chat_file_use u JOIN conversation_member m ON m.conversation_id = u.scope
  WHERE u.file_id = f.id AND m.app_id = ? AND m.user_id = ?)`;

/** The files of an app that a user sees, or, with null, that anybody does. In SQL for the sake of the memberships. */
export function findVisibleFiles(
  database: SqlDatabase,
  { appId, userId, ids }: { appId: string; userId: string | null; ids: readonly string[] },
): Promise<FileRecord[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const ways = ["EXISTS (SELECT 1 FROM chat_file_use p WHERE p.file_id = f.id AND p.scope = 'public')"];
  const values: SqlValue[] = [appId, ...ids];
  if (userId !== null) {
    ways.push('f.user_id = ?', SHARED_WITH_MEMBER);
    values.push(userId, appId, userId);
  }
  return answering(async () => {
    const rows = await database.rows<FileRow>(
      `SELECT f.id, f.app_id, f.user_id, f.name, f.size, f.content_type, f.created_at, f.stored_at
       FROM chat_file f
       WHERE f.app_id = ? AND f.id IN (${valueList(ids.length)}) AND (${ways.join(' OR ')})`,
      values,
    );
    return rows.map((row) => ({
      id: row.id,
      appId: row.app_id,
      userId: row.user_id,
      name: row.name,
      size: row.size,
      contentType: row.content_type,
      createdAt: row.created_at,
      storedAt: row.stored_at,
    }));
  });
}
