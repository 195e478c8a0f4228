/** A file that a user announced, and then uploaded. Its content lies elsewhere. */
export interface FileRecord {
  /** 24 hex digits. */
  readonly id: string;
  readonly appId: string;
  readonly userId: string;
  readonly name: string;
  /** Bytes, as announced: the content has no more. */
  readonly size: number;
  readonly contentType: string;
  readonly createdAt: number;
  /** When its content was there (ms); null: not yet, as far as is known. */
  readonly storedAt: number | null;
}

/** How much one user may have. */
export interface FileQuota {
  /** Of all its files together. */
  readonly bytes: number;
  /** Files that are announced and not uploaded. */
  readonly pending: number;
}

/** What is known of files. */
export interface FileStore {
  /**
   * Stores files of one user, all or none. With others of that user at the same time it is done one after the other, so
   * that they cannot exceed together what each alone may not.
   */
  announce(files: readonly FileRecord[], quota: FileQuota): Promise<'announced' | 'too_large' | 'too_many'>;
  find(id: string): Promise<FileRecord | null>;
  /**
   * Those of the files that a user sees: its own, those that are used publicly, and those used in a conversation that it
   * is a member of. Nobody (null) sees the public ones.
   */
  visible(appId: string, userId: string | null, ids: readonly string[]): Promise<FileRecord[]>;
  /** Notes where files are used. Unknown files are passed over. */
  addUse(ids: readonly string[], scope: string): Promise<void>;
  /** Its content is there. False if there is no such file any more. */
  setStored(id: string, at: number): Promise<boolean>;
  /** Files announced before a time whose content is not known to be there, by id, ascending. */
  listPending(query: {
    readonly announcedBefore: number;
    readonly afterId: string;
    readonly limit: number;
  }): Promise<FileRecord[]>;
  /** Removes a file, unless its content has come. */
  removePending(id: string): Promise<void>;
}
