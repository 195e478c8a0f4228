import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { type Chance, randomToken } from '../../../runtime/chance.ts';
import type { FileAddresses } from './file-addresses.ts';
import type { AddressedFile, FilePlace, FileStorage } from './file-storage.ts';

/** Only the server's user may look into them. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export interface DiskStorageOptions {
  /** Where everything lies; made if it is not there. */
  readonly folder: string;
  readonly addresses: FileAddresses;
  readonly chance: Chance;
}

/**
 * Contents as files in a folder: `<app>/<two digits>/<two digits>/<id>`. What comes is written under `unfinished` first
 * and moved when it is whole and on the disk, so that nothing half-written is ever in its place.
 */
export class DiskStorage implements FileStorage {
  readonly #folder: string;
  readonly #unfinished: string;
  readonly #addresses: FileAddresses;
  readonly #chance: Chance;

  private constructor({ folder, addresses, chance }: DiskStorageOptions) {
    this.#folder = folder;
    this.#unfinished = join(folder, 'unfinished');
    this.#addresses = addresses;
    this.#chance = chance;
  }

  /** Removes what an earlier run left unfinished. */
  static async open(options: DiskStorageOptions): Promise<DiskStorage> {
    const storage = new DiskStorage(options);
    await rm(storage.#unfinished, { recursive: true, force: true });
    await mkdir(storage.#unfinished, { recursive: true, mode: FOLDER_MODE });
    return storage;
  }

  async uploadUrl({ id }: AddressedFile, origin: string): Promise<string> {
    return this.#addresses.upload(id, origin);
  }

  async downloadUrl({ id }: AddressedFile, origin: string): Promise<string> {
    return this.#addresses.download(id, origin);
  }

  async sizeOf(place: FilePlace): Promise<number | null> {
    return ifThere(async () => (await stat(this.#pathOf(place))).size);
  }

  async remove(place: FilePlace): Promise<void> {
    await rm(this.#pathOf(place), { force: true });
  }

  /** Moved away in one step, so that a start removes what a crash leaves of it. */
  async removeApp(appId: string): Promise<void> {
    const doomed = this.#unfinishedPath();
    const found = await ifThere(() => rename(this.#folderOf(appId), doomed).then(() => true));
    if (found) await rm(doomed, { recursive: true, force: true });
  }

  /** Puts a content into its place, or replaces the one there, when all of it is there. Leaves nothing if it fails. */
  async write(place: FilePlace, content: AsyncIterable<Buffer>): Promise<void> {
    const draft = this.#unfinishedPath();
    const path = this.#pathOf(place);
    try {
      // `flush`: all of it is on the disk before it has its name.
      await writeFile(draft, content, { flag: 'wx', mode: FILE_MODE, flush: true });
      await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
      await rename(draft, path);
      await flushFolder(dirname(path));
    } catch (error) {
      await rm(draft, { force: true });
      throw isFull(error)
        ? new ParleyError('unavailable', 'There is no room for the file.', { cause: error })
        : error;
    }
  }

  /** The content, open, to be closed by the caller; null: there is none. One that is replaced meanwhile stays readable. */
  async read(place: FilePlace): Promise<FileHandle | null> {
    return ifThere(() => open(this.#pathOf(place), 'r'));
  }

  #pathOf({ appId, id }: FilePlace): string {
    // Its last digits count up, and so spread best.
    return join(this.#folderOf(appId), id.slice(-2), id.slice(-4, -2), id);
  }

  /** By hash: two apps may have names that some file systems take for the same. */
  #folderOf(appId: string): string {
    return join(this.#folder, createHash('sha256').update(appId).digest('hex').slice(0, 32));
  }

  #unfinishedPath(): string {
    return join(this.#unfinished, randomToken(this.#chance, 22));
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

async function ifThere<Result>(task: () => Promise<Result>): Promise<Result | null> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes a move last. Windows cannot open folders, and does so by itself. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
