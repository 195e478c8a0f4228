import { createECDH } from 'node:crypto';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { PushTarget } from './pushes.ts';

const MOST_CHARACTERS = 2000;
const POINT_BYTES = 65;
const AUTH_BYTES = 16;

/**
 * Throws `bad_request` for what no device can be reached by.
 *
 * @param mayReach whether this server may call an address.
 */
export function requireTarget(target: PushTarget, mayReach: (url: URL) => boolean): void {
  if ('token' in target) {
    if (target.token.length > 0 && target.token.length <= MOST_CHARACTERS) return;
    throw refusal(`The token of a device has 1 to ${MOST_CHARACTERS} characters.`);
  }
  const { endpoint, keyAuth, keyP256dh } = target;
  if (endpoint.length > MOST_CHARACTERS || !URL.canParse(endpoint) || !mayReach(new URL(endpoint))) {
    throw refusal(`The endpoint is an https: URL of at most ${MOST_CHARACTERS} characters.`);
  }
  if (bytesOf(keyAuth)?.length !== AUTH_BYTES) throw refusal('The key auth is 16 bytes, base64url.');
  if (!isPoint(bytesOf(keyP256dh))) throw refusal('The key p256dh is a point of P-256, 65 bytes, base64url.');
}

/** Null if it is not base64url. Some clients write base64 with `+`, `/` and `=`: that is read as well. */
function bytesOf(text: string): Buffer | null {
  return /^[\w+/-]{1,100}={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : null;
}

/** Whether something can be encrypted for whoever has the other half of it. */
function isPoint(bytes: Buffer | null): boolean {
  if (bytes?.length !== POINT_BYTES) return false;
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  try {
    curve.computeSecret(bytes);
    return true;
  } catch {
    return false;
  }
}

function refusal(message: string): ParleyError {
  return new ParleyError('bad_request', message);
}
