import type { FileQuota, FileRecord } from '../../core/store/chat/file-store.ts';
import { again } from '../sql/again.ts';
import { type Sql, type SqlDatabase, valueRows } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';

const COLUMNS = 'id, app_id, user_id, name, size, content_type, created_at, stored_at';

/** Stores files of one user if they fit into its quota. */
export function announceFiles(
  database: SqlDatabase,
  files: readonly FileRecord[],
  quota: FileQuota,
): Promise<'announced' | 'too_large' | 'too_many'> {
  const [first] = files;
  if (!first) return Promise.resolve('announced');
  return answering(() =>
    again(() =>
      database.transaction(async (sql) => {
        const { bytes, pending } = await heldBy(sql, first);
        const more = files.reduce((sum, { size }) => sum + size, 0);
        if (bytes + more > quota.bytes) return 'too_large';
        if (pending + files.length > quota.pending) return 'too_many';
        await insert(sql, files);
        return 'announced';
      }),
    ),
  );
}

/** What a user has. Its row is locked, which lets its announcements wait for one another. */
async function heldBy(sql: Sql, { appId, userId }: FileRecord): Promise<{ bytes: number; pending: number }> {
  await sql.rows('SELECT id FROM chat_user WHERE app_id = ? AND id = ? FOR UPDATE', [appId, userId]);
  const [row] = await sql.rows<{ bytes: number | string | null; files: number; stored: number }>(
    `SELECT SUM(size) AS bytes, COUNT(*) AS files, COUNT(stored_at) AS stored
     FROM chat_file WHERE app_id = ? AND user_id = ?`,
    [appId, userId],
  );
  // A sum is wider than a column, and comes as text from some drivers.
  return row ? { bytes: Number(row.bytes), pending: row.files - row.stored } : { bytes: 0, pending: 0 };
}

async function insert(sql: Sql, files: readonly FileRecord[]): Promise<void> {
  await sql.run(
    `INSERT INTO chat_file (${COLUMNS}) VALUES ${valueRows(files.length, 8)}`,
    files.flatMap((file) => [
      file.id,
      file.appId,
      file.userId,
      file.name,
      file.size,
      file.contentType,
      file.createdAt,
      file.storedAt,
    ]),
  );
}
