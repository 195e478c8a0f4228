import { createECDH, hkdfSync } from 'node:crypto';
import type { VapidKeys } from './effects/push/web/web-push-sender.ts';

const CURVE = 'prime256v1';
const BYTES = 32;

/**
 * The keys that follow from a secret of 32 bytes (RFC 5869): always the same, so that servers that are started on one folder
 * at the same time have the same.
 */
export function vapidKeysFrom(secret: Buffer): VapidKeys {
  const curve = createECDH(CURVE);
  const privateKey = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'parley vapid', BYTES));
  // It throws for numbers that are no key, of which there is one in 2^32.
  curve.setPrivateKey(privateKey);
  return {
    publicKey: curve.getPublicKey().toString('base64url'),
    privateKey: privateKey.toString('base64url'),
  };
}

/** Whether the two halves belong together. */
export function areVapidKeys({ publicKey, privateKey }: VapidKeys): boolean {
  const curve = createECDH(CURVE);
  try {
    curve.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  } catch {
    return false;
  }
  return curve.getPublicKey().equals(Buffer.from(publicKey, 'base64url'));
}
