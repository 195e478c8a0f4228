import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '../../../core/apps/app.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';

const HEX_SHA256 = /^[0-9a-f]{64}$/i;
const MAX_ECHOED = 300;

/** HMAC-SHA256 of `text` as lower-case hex: how everything in Pusher's world is signed. */
export function signatureOf(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/**
 * The secret of the app that made `signature` of `text`; null if none that holds now did. All are tried, each compared in
 * constant time, and the one found is noted as used.
 */
export function signerOf(apps: AppRegistry, app: App, text: string, signature: string): KeyRecord | null {
  if (!HEX_SHA256.test(signature)) return null;
  const given = Buffer.from(signature, 'hex');
  let signer: KeyRecord | null = null;
  for (const { key, value } of apps.secretsOf(app)) {
    const isMade = timingSafeEqual(createHmac('sha256', value).update(text).digest(), given);
    if (isMade) signer ??= key;
  }
  if (signer) apps.noteUse(signer);
  return signer;
}

/**
 * The secret that an auth string `KEY:SIGNATURE` over `text` was made with.
 *
 * @throws ParleyError `unauthenticated`: it is of another form, names a client key that is not the app's, or was not made by
 *   a secret of the app that holds. The message says what should have been signed, as Pusher's does.
 */
export function requireSigned(apps: AppRegistry, app: App, text: string, auth: string): KeyRecord {
  const colon = auth.indexOf(':');
  if (colon === -1) {
    throw new ParleyError(
      'unauthenticated',
      "Invalid signature: the auth string is not of the form 'KEY:SIGNATURE'",
    );
  }
  const signature = auth.slice(colon + 1);
  if (apps.findByKey('client', auth.slice(0, colon))?.app !== app) {
    throw new ParleyError('unauthenticated', 'Invalid key in the auth string: it is no key of this app');
  }
  const signer = signerOf(apps, app, text, signature);
  if (signer) return signer;
  throw new ParleyError(
    'unauthenticated',
    `Invalid signature: Expected HMAC SHA256 hex digest of ${text.slice(0, MAX_ECHOED)}, but got ${signature.slice(0, MAX_ECHOED)}`,
  );
}
