import type { FileRecord, FileStore } from '../../../core/store/chat/file-store.ts';

/** What is known of files, in memory and without users and quotas. For tests of what stands above the store. */
export class MemoryFileStore implements FileStore {
  readonly files = new Map<string, FileRecord>();

  async announce(files: readonly FileRecord[]): Promise<'announced'> {
    for (const file of files) this.files.set(file.id, file);
    return 'announced';
  }

  async find(id: string): Promise<FileRecord | null> {
    return this.files.get(id) ?? null;
  }

  async visible(appId: string, userId: string | null, ids: readonly string[]): Promise<FileRecord[]> {
    return [...this.files.values()].filter(
      (file) => file.appId === appId && file.userId === userId && ids.includes(file.id),
    );
  }

  async addUse(): Promise<void> {}

  async setStored(id: string, at: number): Promise<boolean> {
    const file = this.files.get(id);
    if (file) this.files.set(id, { ...file, storedAt: at });
    return file !== undefined;
  }

  async listPending(query: {
    announcedBefore: number;
    afterId: string;
    limit: number;
  }): Promise<FileRecord[]> {
    return [...this.files.values()]
      .filter(({ storedAt, createdAt }) => storedAt === null && createdAt < query.announcedBefore)
      .filter(({ id }) => id > query.afterId)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, query.limit);
  }

  async removePending(id: string): Promise<void> {
    if (this.files.get(id)?.storedAt === null) this.files.delete(id);
  }
}
