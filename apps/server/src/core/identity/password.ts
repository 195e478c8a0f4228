import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Chance } from '../../runtime/chance.ts';

const COST = 32_768;
const BLOCK = 8;
const PARALLEL = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAX_MEMORY = 134_217_728;

/** Hashes a password with scrypt, in a form that names its own parameters. */
export async function hashPassword(password: string, chance: Chance): Promise<string> {
  const salt = chance.bytes(SALT_BYTES);
  const key = await derive(password, salt, COST, BLOCK, PARALLEL);
  return `scrypt$${COST}$${BLOCK}$${PARALLEL}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Compares in constant time. False also for a hash of another form. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, cost, block, parallel, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64');
  const actual = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(cost),
    Number(block),
    Number(parallel),
  );
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function derive(
  password: string,
  salt: Buffer,
  cost: number,
  block: number,
  parallel: number,
): Promise<Buffer> {
  const options = { N: cost, r: block, p: parallel, maxmem: MAX_MEMORY };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
