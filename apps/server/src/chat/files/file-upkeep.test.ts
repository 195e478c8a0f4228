import { expect, test } from 'vitest';
import type { FileRecord } from '../../core/store/chat/file-store.ts';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { FileUpkeep } from './file-upkeep.ts';
import type { FileStorage } from './storage/file-storage.ts';
import { MemoryFileStore } from './testing/memory-file-store.ts';

const HOUR_MS = 3_600_000;

test('a content that came unnoticed is noted once its address has ended; a file without one is removed after a day', async () => {
  await using bed = openBed();
  const came = bed.announce();
  const never = bed.announce();
  const tooLarge = bed.announce();
  bed.sizes.set(came.id, came.size);
  bed.sizes.set(tooLarge.id, tooLarge.size + 1);
  await bed.upkeep.run();
  expect(bed.files.files.get(came.id)?.storedAt).toBeNull();
  await bed.pass(2 * HOUR_MS);
  expect(bed.files.files.get(came.id)?.storedAt).not.toBeNull();
  expect(bed.files.files.has(never.id)).toBe(true);
  await bed.pass(23 * HOUR_MS);
  expect([...bed.files.files.keys()]).toEqual([came.id]);
  expect([...bed.sizes.keys()]).toEqual([came.id]);
  expect(bed.failures).toEqual([]);
});

test('all pages are looked at, also behind many that stay as they are', async () => {
  await using bed = openBed();
  const many = Array.from({ length: 450 }, () => bed.announce());
  const last = many.at(-1);
  if (!last) expect.unreachable();
  bed.sizes.set(last.id, 1);
  await bed.pass(2 * HOUR_MS);
  expect(bed.files.files.get(last.id)?.storedAt).not.toBeNull();
});

test('where the contents cannot be reached, that is told, nothing is removed, and the next time it is done', async () => {
  await using bed = openBed();
  bed.announce();
  bed.isBroken = true;
  await bed.pass(26 * HOUR_MS);
  expect(bed.failures.length).toBeGreaterThan(0);
  expect(bed.files.files.size).toBe(1);
  bed.isBroken = false;
  await bed.pass(HOUR_MS);
  expect(bed.files.files.size).toBe(0);
});

test('the contents of an app that is gone are removed', async () => {
  await using bed = openBed();
  await bed.upkeep.forgetApp('acme');
  expect(bed.goneApps).toEqual(['acme']);
});

function openBed() {
  const runtime = simulatedRuntime();
  const files = new MemoryFileStore();
  const sizes = new Map<string, number>();
  const failures: unknown[] = [];
  const goneApps: string[] = [];
  const storage: FileStorage = {
    uploadUrl: async () => '',
    downloadUrl: async () => '',
    sizeOf: async ({ id }) => {
      if (bed.isBroken) throw new Error('broken');
      return sizes.get(id) ?? null;
    },
    remove: async ({ id }) => void sizes.delete(id),
    removeApp: async (appId) => void goneApps.push(appId),
  };
  const onFailure = (cause: unknown): void => void failures.push(cause);
  const upkeep = new FileUpkeep({ files, storage, runtime, onFailure });
  const bed = {
    files,
    sizes,
    failures,
    goneApps,
    upkeep,
    isBroken: false,
    announce(): FileRecord {
      const file: FileRecord = {
        id: runtime.ids.next(),
        appId: 'acme',
        userId: 'ann',
        name: 'a.png',
        size: 10,
        contentType: 'image/png',
        createdAt: runtime.clock.now(),
        storedAt: null,
      };
      files.files.set(file.id, file);
      return file;
    },
    /** Lets time pass, and what it has set off come to an end. */
    async pass(ms: number): Promise<void> {
      runtime.advance(ms);
      await upkeep.run();
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await upkeep[Symbol.asyncDispose]();
      expect(runtime.pendingTimers()).toBe(0);
    },
  };
  return bed;
}
