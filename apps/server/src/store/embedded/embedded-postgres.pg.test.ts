import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { openStore } from '../open-store.ts';
import { type StoreLog, silentLog } from '../store-log.ts';
import { publish } from '../testing/entries.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;
beforeEach(async () => {
  folder = await temporaryFolder('embedded');
  dataDir = join(folder.path, 'not', 'there', 'yet');
});
afterEach(() => folder[Symbol.asyncDispose]());

test('a new data folder becomes a database that keeps its data, port and password over restarts', async () => {
  const first = await startEmbeddedPostgres({ dataDir, log: silentLog });
  const store = await openStore({ url: first.url, log: silentLog });
  await store.apps.createApp({ id: 'acme', name: 'acme', createdAt: 0, settings: '{}' });
  await store.events.append([publish()]);
  await store[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
  const password = join(dataDir, 'postgres', 'password');
  expect((await stat(password)).mode & 0o777).toBe(0o600);
  expect(first.url).toContain(encodeURIComponent((await readFile(password, 'utf8')).trim()));
  await expect(openStore({ url: first.url, log: silentLog })).rejects.toMatchObject({ code: 'unavailable' });

  await using second = await startEmbeddedPostgres({ dataDir, log: silentLog });
  expect(second.url).toBe(first.url);
  await using again = await openStore({ url: second.url, log: silentLog });
  expect(await again.events.head('acme', 'room')).toMatchObject({ offset: 1 });
});

test('it is reached from this machine only, with the password only', async () => {
  await using postgres = await startEmbeddedPostgres({ dataDir, log: silentLog });
  const wrong = new URL(postgres.url);
  expect(wrong.hostname).toBe('127.0.0.1');
  wrong.password = 'wrong';
  await expect(openStore({ url: wrong.href, log: silentLog })).rejects.toMatchObject({ code: 'unavailable' });
});

test('a second server on the same data folder is refused by name of the first, and may start after it', async () => {
  const first = await startEmbeddedPostgres({ dataDir, log: silentLog });
  const second = startEmbeddedPostgres({ dataDir, log: silentLog });
  await expect(second).rejects.toMatchObject({ code: 'conflict' });
  await expect(second).rejects.toThrow(`process ${process.pid}`);
  await first[Symbol.asyncDispose]();
  const third = await startEmbeddedPostgres({ dataDir, log: silentLog });
  await third[Symbol.asyncDispose]();
});

test('after a kill -9 of the server its PostgreSQL is used again, and every acknowledged event is there', async () => {
  const server = runServer();
  const exited = once(server, 'exit');
  const acknowledged = await readLines(server, 25);
  server.kill('SIGKILL');
  await exited;
  const said: object[] = [];
  await using postgres = await startEmbeddedPostgres({
    dataDir,
    log: { ...silentLog, info: (f) => said.push(f) },
  });
  expect(said).toContainEqual(expect.objectContaining({ wasRunning: true }));
  await using store = await openStore({ url: postgres.url, log: silentLog });
  const page = await store.events.readAfter('acme', 'room', 0, 1000);
  const stored = page?.events.map((event) => `${event.position.offset} ${event.id}`) ?? [];
  expect(stored.slice(0, acknowledged.length)).toEqual(acknowledged);
});

test('after a kill -9 of the server and of PostgreSQL every acknowledged event is there', async () => {
  const server = runServer();
  const exited = once(server, 'exit');
  const acknowledged = await readLines(server, 25);
  server.kill('SIGKILL');
  process.kill(await postmasterPid(), 'SIGKILL');
  await exited;
  await using postgres = await startEmbeddedPostgres({ dataDir, log: silentLog });
  await using store = await openStore({ url: postgres.url, log: silentLog });
  const page = await store.events.readAfter('acme', 'room', 0, 1000);
  const stored = page?.events.map((event) => `${event.position.offset} ${event.id}`) ?? [];
  expect(stored.slice(0, acknowledged.length)).toEqual(acknowledged);
});

test('a PostgreSQL whose port nobody had time to note before the server was killed is found', async () => {
  const server = runServer();
  const exited = once(server, 'exit');
  await readLines(server, 1);
  server.kill('SIGKILL');
  await exited;
  await rm(join(dataDir, 'postgres', 'port'));
  const said: object[] = [];
  await using _postgres = await startEmbeddedPostgres({
    dataDir,
    log: { ...silentLog, info: (f) => said.push(f) },
  });
  expect(said).toContainEqual(expect.objectContaining({ wasRunning: true }));
});

test('a PostgreSQL that is killed under a running server is reported and started again at the same place', async () => {
  const errors: string[] = [];
  const restarted = deferred();
  const log: StoreLog = {
    info: (_, message) => message.includes('runs again') && restarted.resolve(),
    warn: () => {},
    error: (_, message) => errors.push(message),
  };
  await using postgres = await startEmbeddedPostgres({ dataDir, log });
  await using store = await openStore({ url: postgres.url, log });
  await store.apps.createApp({ id: 'acme', name: 'acme', createdAt: 0, settings: '{}' });
  await store.events.append([publish()]);
  process.kill(await postmasterPid(), 'SIGKILL');
  await restarted.promise;
  expect(errors).toEqual(['the embedded PostgreSQL went away; starting it again']);
  const outcomes = await untilAvailable(() => store.events.append([publish()]));
  expect(outcomes).toMatchObject([{ status: 'stored', position: { offset: 2 } }]);
});

test('a start that was cut short while the database was made leaves nothing in the way', async () => {
  const home = join(dataDir, 'postgres');
  await mkdir(join(home, 'unfinished-1'), { recursive: true });
  await writeFile(join(home, 'unfinished-1', 'PG_VERSION'), '18\n');
  await using postgres = await startEmbeddedPostgres({ dataDir, log: silentLog });
  await using store = await openStore({ url: postgres.url, log: silentLog });
  await store.ping();
  await expect(stat(join(home, 'unfinished-1'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('when another program has taken its port it moves to a free one', async () => {
  const first = await startEmbeddedPostgres({ dataDir, log: silentLog });
  await first[Symbol.asyncDispose]();
  const squatter = createServer((socket) => socket.destroy());
  squatter.listen(Number(new URL(first.url).port), '127.0.0.1');
  await once(squatter, 'listening');
  await using second = await startEmbeddedPostgres({ dataDir, log: silentLog });
  expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
  await using store = await openStore({ url: second.url, log: silentLog });
  await store.ping();
  squatter.close();
});

function runServer(): ChildProcess {
  const program = fileURLToPath(new URL('../testing/embedded-server.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The first so many lines after `ready`. */
async function readLines(server: ChildProcess, count: number): Promise<string[]> {
  if (!server.stdout) throw new Error('The server has no output.');
  const lines: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    if (line !== 'ready') lines.push(line);
    if (lines.length === count) return lines;
  }
  throw new Error(`The server ended after ${lines.length} lines; what it said of it is above.`);
}

async function postmasterPid(): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Connections that died with the old PostgreSQL are found out one by one. */
async function untilAvailable<Result>(task: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (attempt === 20 || ParleyError.from(error).code !== 'unavailable') throw error;
    }
  }
}
