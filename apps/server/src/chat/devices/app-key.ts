import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** A key of one app for one purpose, derived from what the server keeps. Tokens of one app mean nothing in another. */
export function appKey(masterKey: Buffer, purpose: string, appId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `chat ${purpose} ${appId}`, KEY_BYTES));
}
