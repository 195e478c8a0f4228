import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { BodyDeadline } from '../../../http/body-deadline.ts';
import { FILES_PREFIX, fileRoutes } from '../../../http/file-routes.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { temporaryFolder } from '../../../store/testing/temporary-folder.ts';
import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { FileTransfers } from '../transfers/file-transfers.ts';
import { DiskStorage } from './disk-storage.ts';
import { FileAddresses } from './file-addresses.ts';
import { type StorageBed, storageCases } from './storage.cases.ts';

storageCases(diskBed);

async function diskBed(): Promise<StorageBed> {
  const folder = await temporaryFolder('files');
  const runtime = simulatedRuntime();
  const addresses = new FileAddresses(Buffer.alloc(32, 7), runtime.clock);
  const storage = await DiskStorage.open({ folder: folder.path, addresses, chance: runtime.chance });
  const files = new MemoryFileStore();
  const node = createServer();
  const deadline = new BodyDeadline(node, runtime);
  const server = fastify({ serverFactory: (handler) => node.on('request', handler) });
  const transfers = new FileTransfers({ files, storage, addresses, runtime });
  await server.register(fileRoutes, { prefix: FILES_PREFIX, transfers, deadline, timers: runtime.timers });
  const origin = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    storage,
    runtime,
    origin,
    announce: async (file) => void (await files.announce([file])),
    async [Symbol.asyncDispose]() {
      await server.close();
      deadline[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
      expect(runtime.pendingTimers()).toBe(0);
    },
  };
}

test('what a killed server left unfinished is removed at the next start, and nothing else', async () => {
  await using folder = await temporaryFolder('files');
  const { chance, clock } = simulatedRuntime();
  const open = () =>
    DiskStorage.open({ folder: folder.path, addresses: new FileAddresses(Buffer.alloc(32), clock), chance });
  const storage = await open();
  const place = { appId: 'acme', id: '0123456789abcdef01234567' };
  await storage.write(place, parts('whole'));
  await mkdir(join(folder.path, 'unfinished', 'an-app-half-removed'));
  await writeFile(join(folder.path, 'unfinished', 'half-a-file'), 'ha');
  const next = await open();
  expect(await readdir(join(folder.path, 'unfinished'))).toEqual([]);
  expect(await next.sizeOf(place)).toBe(5);
});

test('a content that breaks off leaves the one there, and no other trace', async () => {
  await using folder = await temporaryFolder('files');
  const { chance, clock } = simulatedRuntime();
  const addresses = new FileAddresses(Buffer.alloc(32), clock);
  const storage = await DiskStorage.open({ folder: folder.path, addresses, chance });
  const place = { appId: 'acme', id: '0123456789abcdef01234567' };
  await storage.write(place, parts('whole'));
  await expect(storage.write(place, parts('other and longer', new Error('cut')))).rejects.toThrow('cut');
  expect(await storage.sizeOf(place)).toBe(5);
  expect(await readdir(join(folder.path, 'unfinished'))).toEqual([]);
});

async function* parts(text: string, failure?: Error): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
  if (failure) throw failure;
}
