import { isRecord } from '../../errors/error-report.ts';

/** The part of the browser's `Storage` that is used; `localStorage` is one. */
export interface AccountStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A device that is signed in, as it is kept. */
export interface KeptSignIn {
  readonly userId: string;
  readonly accessToken: string;
  /** ms since 1970-01-01 UTC. */
  readonly expiresAt: number;
  readonly refreshToken: string;
}

/** Keeps nothing over a restart. */
export function memoryStorage(): AccountStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

/** Reads what is kept; null if nothing is, or nothing that was kept here. */
export function readKept(storage: AccountStorage, key: string): KeptSignIn | null {
  let kept: unknown;
  try {
    kept = JSON.parse(storage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
  if (!isRecord(kept)) return null;
  const { userId, accessToken, expiresAt, refreshToken } = kept;
  if (typeof userId !== 'string' || typeof accessToken !== 'string') return null;
  if (typeof expiresAt !== 'number' || typeof refreshToken !== 'string') return null;
  return { userId, accessToken, expiresAt, refreshToken };
}
