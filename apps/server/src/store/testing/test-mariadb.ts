import { type ChildProcess, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as mariadb from 'mariadb';
import { afterAll } from 'vitest';
import { selfSigned } from '../../../test/harness/self-signed.ts';
import { freePort } from '../embedded/free-port.ts';
import { runProgram } from '../embedded/run-program.ts';
import { type LentDatabase, ReusedDatabases } from './reused-databases.ts';

export interface MariadbDatabase {
  readonly url: string;
  /** What the server shows for `localhost` and 127.0.0.1 to whoever asks for TLS (PEM). */
  readonly certificate: string;
  drop(): Promise<void>;
}

/** An empty database of a MariaDB that this process started in a temporary folder. */
export async function createMariadbDatabase(): Promise<MariadbDatabase> {
  server ??= startServer();
  const { port, certificate } = await server;
  databases += 1;
  const name = `test_${databases}`;
  await administer(port, `CREATE DATABASE ${name}`);
  return {
    url: `mysql://root@127.0.0.1:${port}/${name}`,
    certificate,
    drop: () => administer(port, `DROP DATABASE ${name}`),
  };
}

/** A database of that MariaDB for a server's tables: a new one has none yet, one that was used before has them, empty. */
export function createMariadbForStore(): Promise<LentDatabase> {
  return used.lend();
}

const used = new ReusedDatabases({
  make: createMariadbDatabase,
  empty: ({ url }) => deleteAll(url),
});

/** In no order, which is why nothing looks at references meanwhile. */
async function deleteAll(url: string): Promise<void> {
  const connection = await mariadb.createConnection(url.replace(/^mysql:/, 'mariadb:'));
  try {
    await endOthers(connection);
    await connection.query('SET FOREIGN_KEY_CHECKS = 0');
    const tables = await connection.query<Array<{ name: string }>>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations'",
    );
    for (const { name } of tables) await connection.query(`DELETE FROM ${connection.escapeId(name)}`);
  } finally {
    await connection.end();
  }
}

async function endOthers(connection: mariadb.Connection): Promise<void> {
  const others = await connection.query<Array<{ id: bigint }>>(
    'SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
  );
  for (const { id } of others) {
    // It may have ended by itself meanwhile.
    await connection.query(`KILL ${id}`).catch(() => undefined);
  }
}

interface Server {
  readonly folder: string;
  readonly port: number;
  readonly certificate: string;
  readonly child: ChildProcess;
}

let databases = 0;
let server: Promise<Server> | null = null;

async function startServer(): Promise<Server> {
  const mariadbd = await findProgram('mariadbd');
  const installDb = await findProgram('mariadb-install-db');
  const folder = await mkdtemp(join(tmpdir(), 'parley-mariadb-'));
  const data = join(folder, 'data');
  // Servers of several test files at once would delete one another's temporary tables.
  const scratch = join(folder, 'tmp');
  await mkdir(scratch);
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const { exitCode, output } = await runProgram({
    program: installDb,
    args: [
      '--no-defaults',
      `--datadir=${data}`,
      `--tmpdir=${scratch}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...asRoot,
    ],
    user: null,
  });
  if (exitCode !== 0) throw new Error(`mariadb-install-db failed:\n${output}`);
  const { certificate, key } = selfSigned();
  await writeFile(join(folder, 'cert.pem'), certificate);
  await writeFile(join(folder, 'key.pem'), key);
  const port = await freePort(null);
  const child = spawn(
    mariadbd,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--tmpdir=${scratch}`,
      `--socket=${join(folder, 'sock')}`,
      `--port=${port}`,
      `--ssl-cert=${join(folder, 'cert.pem')}`,
      `--ssl-key=${join(folder, 'key.pem')}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      ...asRoot,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(child);
  return { folder, port, certificate, child };
}

/** Resolves when the server says that it takes connections; rejects with what it said if it ends instead. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('ready for connections')) resolve();
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`mariadbd ended:\n${said}`)));
  });
}

async function findProgram(name: string): Promise<string> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of folders) {
    const candidate = join(folder, name);
    const found = await access(candidate).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
  }
  throw new Error(
    `The program ${name} is missing. Install MariaDB's server (Debian: apt-get install mariadb-server).`,
  );
}

async function administer(port: number, statement: string): Promise<void> {
  const connection = await mariadb.createConnection({ host: '127.0.0.1', port, user: 'root' });
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

afterAll(async () => {
  if (!server) return;
  const { child, folder } = await server;
  server = null;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
});
