import type { FileRecord, FileStore } from '../../core/store/chat/file-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type FileStorage, UPLOAD_HOLDS_MS } from './storage/file-storage.ts';

export interface FileUpkeepParts {
  readonly files: FileStore;
  readonly storage: FileStorage;
  readonly runtime: Pick<Runtime, 'clock' | 'timers'>;
  onFailure(cause: unknown): void;
}

const EVERY_MS = 3_600_000;
/** Longer than an address holds and an upload may last. */
const FORGOTTEN_AFTER_MS = 86_400_000;
const PAGE = 200;

/**
 * Settles what became of announced files: those whose content is there are noted as stored (a bucket tells nobody, and a
 * crash may have come between the two), those whose content did not come for a day are removed. And removes the contents
 * of apps that are deleted.
 */
export class FileUpkeep implements AsyncDisposable {
  readonly #parts: FileUpkeepParts;
  readonly #timer: Disposable;
  #work: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: FileUpkeepParts) {
    this.#parts = parts;
    this.#timer = parts.runtime.timers.every(EVERY_MS, () => this.#then(() => this.#settleAll()));
  }

  /** Looks at every pending file once; resolves when that is done, whatever came of it. */
  run(): Promise<void> {
    return this.#then(() => this.#settleAll());
  }

  /** The app is gone: its contents go. */
  forgetApp(appId: string): Promise<void> {
    return this.#then(() => this.#parts.storage.removeApp(appId));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    this.#timer[Symbol.dispose]();
    await this.#work;
  }

  /** One piece of work after the other. */
  #then(task: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(task).catch(this.#parts.onFailure);
    return this.#work;
  }

  async #settleAll(): Promise<void> {
    const { files, runtime } = this.#parts;
    const announcedBefore = runtime.clock.now() - UPLOAD_HOLDS_MS;
    let afterId = '';
    while (!this.#isStopped) {
      const page = await files.listPending({ announcedBefore, afterId, limit: PAGE });
      for (const file of page) await this.#settle(file);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      afterId = last.id;
    }
  }

  async #settle(file: FileRecord): Promise<void> {
    const { files, storage, runtime } = this.#parts;
    const now = runtime.clock.now();
    const size = await storage.sizeOf(file);
    if (size !== null && size <= file.size) await files.setStored(file.id, now);
    else if (file.createdAt < now - FORGOTTEN_AFTER_MS) {
      // The row last: while it is there, what a failure leaves is found again.
      await storage.remove(file);
      await files.removePending(file.id);
    }
  }
}
