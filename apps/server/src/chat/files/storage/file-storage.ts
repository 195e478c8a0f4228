import type { FileRecord } from '../../../core/store/chat/file-store.ts';

/** Where a file's content lies. */
export type FilePlace = Pick<FileRecord, 'id' | 'appId'>;

/** What the addresses of a file have to say about it. */
export type AddressedFile = Pick<FileRecord, 'id' | 'appId' | 'name' | 'size' | 'contentType'>;

/**
 * Keeps the contents of files, and makes the addresses by which clients bring and fetch them. Whoever has an address may
 * do what it is for, nothing else, until it ends. Implementations: a folder, and a bucket; both pass the same case-suite.
 *
 * What cannot be reached rejects with `unavailable`.
 */
export interface FileStorage {
  /** Where the content is PUT for the next hour: of the file's type and not more than its size, anything else is refused. */
  uploadUrl(file: AddressedFile, origin: string): Promise<string>;
  /**
   * Where it is fetched for six days at least; the same address for a day, so that it can be cached. Nothing that it
   * answers with runs as a page or a script.
   */
  downloadUrl(file: AddressedFile, origin: string): Promise<string>;
  /** Bytes of the content; null: there is none. */
  sizeOf(place: FilePlace): Promise<number | null>;
  /** Removes the content, if there is one. */
  remove(place: FilePlace): Promise<void>;
  /** Removes the contents of all files of an app. */
  removeApp(appId: string): Promise<void>;
}

/** How long an address for an upload holds, in ms. */
export const UPLOAD_HOLDS_MS = 3_600_000;
