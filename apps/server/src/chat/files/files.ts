import type { App } from '../../core/apps/app.ts';
import type { ChatCaller } from '../caller.ts';
import type { FileTransfers } from './transfers/file-transfers.ts';

export interface FileSpec {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
}

export interface ChatFile extends FileSpec {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  /** When its content was uploaded (ms); null: not yet. Of one in a bucket that is noticed later. */
  readonly storedAt: number | null;
}

/** Files that users upload and show one another. */
export interface Files {
  /**
   * Announces files, at most {@link MOST_FILES_AT_ONCE}; each is then PUT to its address, with the content type and the
   * size that were announced. `file_too_large`, `files_too_large`, `too_many_uploads`; `bad_request` for too many at once,
   * a size that is none, or a content type that is none.
   *
   * @param origin where this server is reached by the caller, such as `https://chat.example.com`: addresses begin with it.
   */
  create(
    caller: ChatCaller,
    specs: readonly FileSpec[],
    origin: string,
  ): Promise<Array<{ file: ChatFile; uploadUrl: string }>>;
  /**
   * Where they can be fetched for some days: those that exist and that the caller may see. The address of a file that is
   * not uploaded answers 404 until it is.
   */
  urls(caller: ChatCaller, ids: readonly string[], origin: string): Promise<ReadonlyMap<string, string>>;
  /** Lets the members of a conversation (or, with `public`, everybody in the app) see files that the caller may see. Others are passed over. */
  share(caller: ChatCaller, ids: readonly string[], scope: string): Promise<void>;
  /** Addresses for pictures that everybody in the app may see. */
  publicUrls(app: App, ids: readonly string[], origin: string): Promise<ReadonlyMap<string, string>>;
  /** What this server itself takes and gives under `/files`; null: addresses lead elsewhere. */
  readonly transfers: FileTransfers | null;
}

/** The scope of what everybody in the app may see, such as avatars. */
export const PUBLIC_SCOPE = 'public';

/** As many files can be announced in one call. */
export const MOST_FILES_AT_ONCE = 10;
