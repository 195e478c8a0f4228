import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Chance, randomToken } from './runtime/chance.ts';
import { vapidKeysFrom } from './vapid-keys.ts';

const KeptSecrets = z.object({
  appKey: z.string(),
  appSecret: z.string(),
  adminKey: z.string(),
  encryptionKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** The default app has been given the keys. Those it no longer has were revoked. */
  areGiven: z.boolean().default(false),
  /** The keys by which push services know this server. */
  vapid: z.object({ publicKey: z.string(), privateKey: z.string() }),
});

/** Files of older versions lack what came later. */
const OlderSecrets = KeptSecrets.partial({ vapid: true });

/** What the server made for itself at its first start, and must find again at the next. */
export type KeptSecrets = z.infer<typeof KeptSecrets>;

const FILE = 'credentials.json';

/** Where they are kept, for telling people. */
export function keptSecretsFile(dataDir: string): string {
  return join(dataDir, FILE);
}

/** Reads the secrets in the data folder, or makes them: readable by this user only, and never half written. */
export async function keptSecrets(dataDir: string, chance: Chance): Promise<KeptSecrets> {
  await mkdir(dataDir, { recursive: true, mode: folderMode() });
  const path = keptSecretsFile(dataDir);
  const known = await readIfThere(path);
  if (known !== null) return upToDate(path, known);
  const encryptionKey = chance.bytes(32).toString('hex');
  const fresh: KeptSecrets = {
    appKey: `pk_${randomToken(chance, 20)}`,
    appSecret: `sk_${randomToken(chance, 40)}`,
    adminKey: `ak_${randomToken(chance, 40)}`,
    encryptionKey,
    areGiven: false,
    vapid: vapidOf(encryptionKey),
  };
  if (await writeFirst(path, fresh, chance)) return fresh;
  // Another server that was started on the same folder was first: with two sets neither could read the other's secrets.
  return upToDate(path, await readFile(path, 'utf8'));
}

/** Adds to a file what it lacks. Servers that do so at the same time add the same. */
async function upToDate(path: string, text: string): Promise<KeptSecrets> {
  const { vapid, ...known } = OlderSecrets.parse(JSON.parse(text));
  if (vapid) return { ...known, vapid };
  const secrets = { ...known, vapid: vapidOf(known.encryptionKey) };
  await write(path, secrets);
  return secrets;
}

function vapidOf(encryptionKey: string): KeptSecrets['vapid'] {
  return vapidKeysFrom(Buffer.from(encryptionKey, 'hex'));
}

/** Notes that the default app has the keys now. */
export async function noteGiven(dataDir: string, kept: KeptSecrets): Promise<void> {
  await write(keptSecretsFile(dataDir), { ...kept, areGiven: true });
}

/** Closed to other users; when the server is root, the embedded database's own user may pass through. */
function folderMode(): number {
  return process.getuid?.() === 0 ? 0o711 : 0o700;
}

async function write(path: string, secrets: KeptSecrets): Promise<void> {
  // Another server may be doing the same.
  const draft = `${path}.${process.pid}`;
  await writeDraft(draft, secrets);
  await rename(draft, path);
}

/** Returns false, and leaves the file alone, if there is one by now. */
async function writeFirst(path: string, secrets: KeptSecrets, chance: Chance): Promise<boolean> {
  const draft = `${path}.${randomToken(chance, 8)}`;
  await writeDraft(draft, secrets);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

function writeDraft(draft: string, secrets: KeptSecrets): Promise<void> {
  return writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
