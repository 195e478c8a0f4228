import { randomBytes } from 'node:crypto';

/** Where randomness comes from. `bytes` is fit for keys and tokens; `float` only for jitter. */
export interface Chance {
  /** Cryptographically strong random bytes. */
  bytes(count: number): Buffer;
  /** A number in [0, 1). Not for secrets. */
  float(): number;
}

export const systemChance: Chance = {
  bytes: (count) => randomBytes(count),
  float: () => Math.random(),
};

/** Random text for keys and tokens: `length` characters of the URL-safe base64 alphabet (6 bits each). */
export function randomToken(chance: Chance, length: number): string {
  return chance
    .bytes(Math.ceil((length * 3) / 4))
    .toString('base64url')
    .slice(0, length);
}
