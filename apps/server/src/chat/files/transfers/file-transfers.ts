import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { FileRecord, FileStore } from '../../../core/store/chat/file-store.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { chatRefusal } from '../../errors/chat-refusal.ts';
import { essenceOf } from '../content-type.ts';
import type { DiskStorage } from '../storage/disk-storage.ts';
import type { AddressQuery, FileAddresses } from '../storage/file-addresses.ts';
import { UPLOAD_HOLDS_MS } from '../storage/file-storage.ts';
import { type ServedAs, servedAs } from '../storage/served-as.ts';
import { tooLarge, within } from './within.ts';

/** What somebody says of a content to come. */
export interface UploadFacts {
  /** Bytes, if they were told before. */
  readonly length: number | null;
  readonly contentType: string | null;
}

/** A content that somebody fetches. The handle is to be closed by who got it. */
export interface Download extends ServedAs {
  readonly handle: FileHandle;
  readonly size: number;
  /** The same for the same content, with its quotation marks. */
  readonly etag: string;
  /** For how long it stays as it is (ms); null: it might still be replaced. */
  readonly freshForMs: number | null;
}

/** An upload that takes longer is given up: whoever brings bytes this slowly brings no file. */
export const LONGEST_UPLOAD_MS = 6 * 3_600_000;

/**
 * Takes and gives the contents of files that lie on this server, to whoever has an address. While the address for an
 * upload holds, the content can be sent again, which replaces it in one step: a client that heard no answer repeats.
 */
export class FileTransfers {
  readonly #files: FileStore;
  readonly #storage: DiskStorage;
  readonly #addresses: FileAddresses;
  readonly #runtime: Runtime;
  /** By file id: the newest upload of each. */
  readonly #uploads = new Map<string, Readable>();

  constructor(parts: { files: FileStore; storage: DiskStorage; addresses: FileAddresses; runtime: Runtime }) {
    this.#files = parts.files;
    this.#storage = parts.storage;
    this.#addresses = parts.addresses;
    this.#runtime = parts.runtime;
  }

  /** The file that an upload is for. Throws if the address does not hold, or if what is coming cannot be it. */
  async expect(id: string, address: AddressQuery, { length, contentType }: UploadFacts): Promise<FileRecord> {
    if (this.#addresses.check('put', id, address) === null) throw wrongAddress();
    const file = await this.#require(id);
    if (contentType !== null && essenceOf(contentType) !== essenceOf(file.contentType)) {
      throw new ParleyError('unsupported_media_type', `The file was announced as ${file.contentType}.`);
    }
    if (length !== null && length > file.size) throw tooLarge(file.size);
    return file;
  }

  /**
   * Stores a content; resolves when it is on the disk and noted. If the same file comes twice at once, the later one
   * counts. What is refused is not read to its end; a stream that is given up is destroyed.
   */
  async receive(file: FileRecord, content: Readable): Promise<void> {
    const { timers, clock } = this.#runtime;
    this.#uploads.get(file.id)?.destroy(new ParleyError('conflict', 'The file is being uploaded anew.'));
    this.#uploads.set(file.id, content);
    const patience = timers.after(LONGEST_UPLOAD_MS, () =>
      content.destroy(new ParleyError('bad_request', 'The upload took too long.')),
    );
    try {
      // Not destroyed when it is refused: then the client could not be told why.
      const parts = content.iterator({ destroyOnReturn: false });
      await this.#storage.write(file, within(parts, file.size));
    } finally {
      patience[Symbol.dispose]();
      if (this.#uploads.get(file.id) === content) this.#uploads.delete(file.id);
    }
    if (await this.#files.setStored(file.id, clock.now())) return;
    // Meanwhile its app, or the file itself, was removed.
    await this.#storage.remove(file);
    throw chatRefusal('file_not_found');
  }

  async open(id: string, address: AddressQuery): Promise<Download> {
    const expiresAt = this.#addresses.check('get', id, address);
    if (expiresAt === null) throw wrongAddress();
    const file = await this.#require(id);
    const handle = await this.#storage.read(file);
    if (!handle) throw chatRefusal('file_not_found', 'The file has not been uploaded yet.');
    try {
      const { size, mtimeMs } = await handle.stat();
      const now = this.#runtime.clock.now();
      return {
        ...servedAs(file),
        handle,
        size,
        etag: `"${size.toString(16)}-${Math.trunc(mtimeMs).toString(16)}"`,
        freshForMs: this.#mayStillChange(file, now) ? null : expiresAt - now,
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Gives up all uploads under way. */
  stop(): void {
    for (const upload of this.#uploads.values()) {
      upload.destroy(new ParleyError('draining', 'This server is going down; upload the file again.'));
    }
  }

  #mayStillChange({ id, createdAt }: FileRecord, now: number): boolean {
    return now < createdAt + UPLOAD_HOLDS_MS || this.#uploads.has(id);
  }

  async #require(id: string): Promise<FileRecord> {
    const file = await this.#files.find(id);
    if (!file) throw chatRefusal('file_not_found');
    return file;
  }
}

function wrongAddress(): ParleyError {
  return new ParleyError('forbidden', 'The address does not hold, or has ended.', {
    fix: 'Ask for a new address of the file.',
  });
}
