import type { App } from '../../core/apps/app.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { FileRecord, FileStore } from '../../core/store/chat/file-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ChatCaller } from '../caller.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { cleanName } from './clean-name.ts';
import { CONTENT_TYPE, MOST_CONTENT_TYPE_LENGTH } from './content-type.ts';
import { type ChatFile, type FileSpec, type Files, MOST_FILES_AT_ONCE } from './files.ts';
import type { FileStorage } from './storage/file-storage.ts';
import type { FileTransfers } from './transfers/file-transfers.ts';

/** One user may have so many files announced that are not there yet. */
const MOST_PENDING = 1000;
/** More ids in one question are asked for in turn. */
const IDS_AT_ONCE = 500;

export interface StoredFilesParts {
  readonly files: FileStore;
  readonly storage: FileStorage;
  readonly transfers: FileTransfers | null;
  readonly runtime: Pick<Runtime, 'clock' | 'ids'>;
}

/** Files: what is known of them in the database, their contents in a folder or a bucket. */
export class StoredFiles implements Files {
  readonly transfers: FileTransfers | null;
  readonly #files: FileStore;
  readonly #storage: FileStorage;
  readonly #runtime: Pick<Runtime, 'clock' | 'ids'>;

  constructor({ files, storage, transfers, runtime }: StoredFilesParts) {
    this.#files = files;
    this.#storage = storage;
    this.transfers = transfers;
    this.#runtime = runtime;
  }

  async create(
    caller: ChatCaller,
    specs: readonly FileSpec[],
    origin: string,
  ): Promise<Array<{ file: ChatFile; uploadUrl: string }>> {
    requireSound(caller.app, specs);
    const records = specs.map((spec) => this.#recordOf(caller, spec));
    const bytes = caller.app.settings.chat.userFilesBytes;
    const outcome = await this.#files.announce(records, { bytes, pending: MOST_PENDING });
    if (outcome === 'too_large') throw chatRefusal('files_too_large');
    if (outcome === 'too_many') throw chatRefusal('too_many_uploads');
    return Promise.all(
      records.map(async (file) => ({ file, uploadUrl: await this.#storage.uploadUrl(file, origin) })),
    );
  }

  urls(caller: ChatCaller, ids: readonly string[], origin: string): Promise<ReadonlyMap<string, string>> {
    return this.#urls(this.#visible(caller.app, caller.userId, ids), origin);
  }

  publicUrls(app: App, ids: readonly string[], origin: string): Promise<ReadonlyMap<string, string>> {
    return this.#urls(this.#visible(app, null, ids), origin);
  }

  async share(caller: ChatCaller, ids: readonly string[], scope: string): Promise<void> {
    const visible = await this.#visible(caller.app, caller.userId, ids);
    for (const portion of portionsOf(visible)) {
      await this.#files.addUse(
        portion.map(({ id }) => id),
        scope,
      );
    }
  }

  #recordOf({ app, userId }: ChatCaller, { name, size, contentType }: FileSpec): FileRecord {
    const { clock, ids } = this.#runtime;
    return {
      id: ids.next(),
      appId: app.id,
      userId,
      name: cleanName(name),
      size,
      contentType,
      createdAt: clock.now(),
      storedAt: null,
    };
  }

  async #urls(visible: Promise<FileRecord[]>, origin: string): Promise<ReadonlyMap<string, string>> {
    const urls = new Map<string, string>();
    for (const file of await visible) urls.set(file.id, await this.#storage.downloadUrl(file, origin));
    return urls;
  }

  async #visible(app: App, userId: string | null, ids: readonly string[]): Promise<FileRecord[]> {
    const known = [...new Set(ids)].filter((id) => /^[0-9a-f]{24}$/.test(id));
    const visible: FileRecord[] = [];
    for (const portion of portionsOf(known)) {
      visible.push(...(await this.#files.visible(app.id, userId, portion)));
    }
    return visible;
  }
}

function requireSound({ settings }: App, specs: readonly FileSpec[]): void {
  if (specs.length > MOST_FILES_AT_ONCE) {
    throw new ParleyError('bad_request', `At most ${MOST_FILES_AT_ONCE} files can be announced at once.`);
  }
  for (const { size, contentType } of specs) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new ParleyError('bad_request', 'The size of a file is a whole number of bytes.');
    }
    if (size > settings.chat.fileBytes) throw chatRefusal('file_too_large');
    if (contentType.length > MOST_CONTENT_TYPE_LENGTH || !CONTENT_TYPE.test(contentType)) {
      throw new ParleyError('bad_request', 'The content type of a file is of the form image/png.');
    }
  }
}

function* portionsOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += IDS_AT_ONCE) yield items.slice(from, from + IDS_AT_ONCE);
}
