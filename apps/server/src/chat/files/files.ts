import type { App } from '../../core/apps/app.ts';
import type { ChatCaller } from '../caller.ts';

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
  /** When its content was uploaded (ms); null: not yet. */
  readonly storedAt: number | null;
}

/** Files that users upload and show one another. */
export interface Files {
  /**
   * Announces files; each is then PUT to its address. `file_too_large`.
   *
   * @param origin where this server is reached by the caller, such as `https://chat.example.com`: addresses begin with it.
   */
  create(
    caller: ChatCaller,
    specs: readonly FileSpec[],
    origin: string,
  ): Promise<Array<{ file: ChatFile; uploadUrl: string }>>;
  /** Where they can be fetched for a while: those that exist and that the caller may see. */
  urls(caller: ChatCaller, ids: readonly string[], origin: string): Promise<ReadonlyMap<string, string>>;
  /** Lets the members of a conversation (or, with `public`, everybody in the app) see files that the caller may see. Others are passed over. */
  share(caller: ChatCaller, ids: readonly string[], scope: string): Promise<void>;
  /** Addresses for pictures that everybody in the app may see. */
  publicUrls(app: App, ids: readonly string[], origin: string): Promise<ReadonlyMap<string, string>>;
}

/** The scope of what everybody in the app may see, such as avatars. */
export const PUBLIC_SCOPE = 'public';
