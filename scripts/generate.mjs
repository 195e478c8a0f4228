/**
 * Generates the two Prisma clients (PostgreSQL, MySQL) from the one model in `prisma/models`, without a network.
 * Does nothing when the inputs have not changed since the last time: a stamp in the generated folder says so.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROVIDERS = ['postgresql', 'mysql'];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const serverFolder = join(root, 'apps/server');
const target = join(serverFolder, 'src/store/generated');
const stampFile = join(target, 'stamp');
const workFolder = join(serverFolder, 'node_modules', `.parley-generate-${process.pid}`);
const fromServer = createRequire(join(serverFolder, 'package.json'));

const models = await readFolder(join(root, 'prisma/models'));
const datasources = await Promise.all(
  PROVIDERS.map((provider) => readFile(join(root, 'prisma', provider, 'datasource.prisma'), 'utf8')),
);
const stamp = await hashInputs();

if ((await readFile(stampFile, 'utf8').catch(() => '')) !== stamp) {
  try {
    await Promise.all(PROVIDERS.map((provider, index) => generate(provider, datasources[index])));
    await replaceTarget();
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
  console.log('Generated the Prisma clients for PostgreSQL and MySQL.');
}

/** Generates one client into the work folder, from a schema folder put together there. */
async function generate(provider, datasource) {
  const schema = join(workFolder, `schema-${provider}`);
  await mkdir(schema, { recursive: true });
  for (const [name, text] of models) await writeFile(join(schema, name), forProvider(provider, text));
  await writeFile(
    join(schema, 'datasource.prisma'),
    datasource.replace(/^(\s*output\s*=).*$/m, (_, key) => `${key} "../out/${provider}"`),
  );
  const prisma = join(dirname(fromServer.resolve('prisma/package.json')), 'build/index.js');
  try {
    await promisify(execFile)(process.execPath, [prisma, 'generate', '--schema', schema], {
      cwd: serverFolder,
      env: {
        ...process.env,
        // The command line tool wants a native engine that it would download and then never use for `generate`.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    });
  } catch (error) {
    throw new Error(`prisma generate failed for ${provider}:\n${error.stdout ?? ''}${error.stderr ?? error}`);
  }
}

/** MySQL's TEXT ends at 64 KiB where PostgreSQL's has no bound, so there the model's Text is LONGTEXT. */
function forProvider(provider, text) {
  return provider === 'mysql' ? text.replaceAll('@db.Text', '@db.LongText') : text;
}

/** Swaps each client in with renames, so that a program that starts meanwhile meets no half-written file. */
async function replaceTarget() {
  await mkdir(target, { recursive: true });
  for (const provider of PROVIDERS) {
    const live = join(target, provider);
    const retired = join(workFolder, `retired-${provider}`);
    await rename(live, retired).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(join(workFolder, 'out', provider), live).catch(async (error) => {
      // Folders on another volume cannot be renamed into place.
      if (error.code !== 'EXDEV') throw error;
      await cp(join(workFolder, 'out', provider), live, { recursive: true });
    });
  }
  await writeFile(stampFile, stamp);
}

async function hashInputs() {
  const hash = createHash('sha256');
  hash.update(await readFile(fileURLToPath(import.meta.url)));
  hash.update(await readFile(fromServer.resolve('prisma/package.json')));
  for (const datasource of datasources) hash.update(datasource);
  for (const [name, text] of models) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex');
}

async function readFolder(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
}
