import { randomBytes, randomFillSync } from 'node:crypto';

/** Where randomness comes from. `bytes` is fit for keys and tokens; `float` only for jitter. */
export interface Chance {
  /** Cryptographically strong random bytes. */
  bytes(count: number): Buffer;
  /** A number in [0, 1). Not for secrets. */
  float(): number;
}

const POOL_BYTES = 4096;

export const systemChance: Chance = {
  bytes: pooledBytes(),
  float: () => Math.random(),
};

/** Random text for keys and tokens: `length` characters of the URL-safe base64 alphabet (6 bits each). */
export function randomToken(chance: Chance, length: number): string {
  return chance
    .bytes(Math.ceil((length * 3) / 4))
    .toString('base64url')
    .slice(0, length);
}

/**
 * Small amounts come out of a pool that is filled in one go, since asking the system costs the same for 8 bytes as for
 * thousands. Nothing is given out twice, and what was given out is wiped from the pool.
 */
function pooledBytes(): (count: number) => Buffer {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  return (count) => {
    if (count > POOL_BYTES / 8) return randomBytes(count);
    if (used + count > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const part = pool.subarray(used, used + count);
    const bytes = Buffer.from(part);
    part.fill(0);
    used += count;
    return bytes;
  };
}
