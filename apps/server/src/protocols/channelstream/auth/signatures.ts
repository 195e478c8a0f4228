import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '../../../core/apps/app.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';
import type { SignedToken } from './signed-token.ts';

/** HMAC-SHA1 of `text` under the key that itsdangerous' Signer derives from a secret. */
export function signatureOf(secret: string, text: string): Buffer {
  const key = createHash('sha1').update(`itsdangerous.Signersigner${secret}`).digest();
  return createHmac('sha1', key).update(text).digest();
}

/**
 * The secret of the app that a token was signed with; null if none that holds now. All are tried, each compared in constant
 * time, and the one found is noted as used.
 */
export function signerOf(apps: AppRegistry, app: App, token: SignedToken): KeyRecord | null {
  let signer: KeyRecord | null = null;
  for (const { key, value } of apps.secretsOf(app)) {
    const isMade = timingSafeEqual(signatureOf(value, token.signedText), token.signature);
    if (isMade) signer ??= key;
  }
  if (signer) apps.noteUse(signer);
  return signer;
}
