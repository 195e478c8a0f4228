import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptSecrets, keptSecretsFile } from './kept-secrets.ts';
import { systemChance } from './runtime/chance.ts';
import { areVapidKeys } from './vapid-keys.ts';

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'parley-secrets-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

test('servers that are started on one folder at the same time have the same secrets', async () => {
  await using dir = await folder();
  const starts = Array.from({ length: 8 }, () => keptSecrets(join(dir.path, 'data'), systemChance));
  const all = await Promise.all(starts);
  expect(new Set(all.map((secrets) => JSON.stringify(secrets))).size).toBe(1);
  expect(await readdir(join(dir.path, 'data'))).toEqual(['credentials.json']);
});

test('a file of a version that knew no VAPID keys gets them, the same whoever adds them, and keeps the rest', async () => {
  await using dir = await folder();
  const { vapid: _vapid, ...older } = await keptSecrets(dir.path, systemChance);
  const known = { ...older, areGiven: true };
  const starts: string[] = [];
  for (const _start of [1, 2]) {
    await writeFile(keptSecretsFile(dir.path), JSON.stringify(known));
    const { vapid, ...rest } = await keptSecrets(dir.path, systemChance);
    expect(rest).toEqual(known);
    expect(areVapidKeys(vapid)).toBe(true);
    expect(JSON.parse(await readFile(keptSecretsFile(dir.path), 'utf8'))).toEqual({ ...known, vapid });
    starts.push(vapid.publicKey);
  }
  expect(starts[1]).toBe(starts[0]);
});

test('other users can neither list the data folder nor read the secrets', async () => {
  await using dir = await folder();
  const data = join(dir.path, 'data');
  await keptSecrets(data, systemChance);
  expect((await stat(data)).mode & 0o066).toBe(0);
  expect((await stat(keptSecretsFile(data))).mode & 0o777).toBe(0o600);
});
