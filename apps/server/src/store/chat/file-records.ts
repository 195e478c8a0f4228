import type { FileQuota, FileRecord, FileStore } from '../../core/store/chat/file-store.ts';
import type { ChatFile } from '../generated/mysql/client.ts';
import { toMillis, toMillisOrNull } from '../records/millis.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { type SqlDatabase, valueList } from '../sql/sql-database.ts';
import { announceFiles } from './announce-files.ts';
import type { FileClient } from './file-client.ts';
import { findVisibleFiles } from './find-visible-files.ts';

/** What is known of files, in a relational database. */
export class FileRecords implements FileStore {
  readonly #prisma: FileClient;
  readonly #calls: RecordCalls;
  readonly #database: SqlDatabase;

  constructor(options: { prisma: FileClient; calls: RecordCalls; database: SqlDatabase }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
    this.#database = options.database;
  }

  announce(files: readonly FileRecord[], quota: FileQuota): Promise<'announced' | 'too_large' | 'too_many'> {
    return announceFiles(this.#database, files, quota);
  }

  find(id: string): Promise<FileRecord | null> {
    return this.#calls.run(async () => {
      const row = await this.#prisma.chatFile.findUnique({ where: { id } });
      return row && toRecord(row);
    });
  }

  visible(appId: string, userId: string | null, ids: readonly string[]): Promise<FileRecord[]> {
    return findVisibleFiles(this.#database, { appId, userId, ids });
  }

  async addUse(ids: readonly string[], scope: string): Promise<void> {
    if (ids.length === 0) return;
    // No createMany: what Prisma skips with `skipDuplicates` differs between the databases.
    await this.#calls.again(() =>
      this.#database.run(
        `INSERT INTO chat_file_use (file_id, scope)
         SELECT f.id, ? FROM chat_file f WHERE f.id IN (${valueList(ids.length)})
         AND NOT EXISTS (SELECT 1 FROM chat_file_use u WHERE u.file_id = f.id AND u.scope = ?)`,
        [scope, ...ids, scope],
      ),
    );
  }

  setStored(id: string, at: number): Promise<boolean> {
    return this.#calls.run(async () => {
      const { count } = await this.#prisma.chatFile.updateMany({ where: { id }, data: { storedAt: at } });
      return count === 1;
    });
  }

  listPending(query: { announcedBefore: number; afterId: string; limit: number }): Promise<FileRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.chatFile.findMany({
        where: { storedAt: null, createdAt: { lt: query.announcedBefore }, id: { gt: query.afterId } },
        orderBy: { id: 'asc' },
        take: query.limit,
      });
      return rows.map(toRecord);
    });
  }

  async removePending(id: string): Promise<void> {
    await this.#calls.run(() => this.#prisma.chatFile.deleteMany({ where: { id, storedAt: null } }));
  }
}

function toRecord(row: ChatFile): FileRecord {
  return {
    ...row,
    size: Number(row.size),
    createdAt: toMillis(row.createdAt),
    storedAt: toMillisOrNull(row.storedAt),
  };
}
