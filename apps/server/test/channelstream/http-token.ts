import { createHash, createHmac } from 'node:crypto';
import { APP_SECRET } from '../harness/test-server.ts';

/** A token as itsdangerous' TimestampSigner makes it: of the tests' own, so that the server's code is not its own judge. */
export function signedToken(
  options: Partial<{ secret: string; value: string; seconds: number }> = {},
): string {
  const { secret = APP_SECRET, value = 'channelstream', seconds = Math.floor(Date.now() / 1000) } = options;
  const time = Buffer.alloc(6);
  time.writeUIntBE(seconds, 0, 6);
  const start = time.findIndex((byte) => byte !== 0);
  const signedText = `${value}.${time.subarray(start).toString('base64url')}`;
  const key = createHash('sha1').update('itsdangerous.Signer').update('signer').update(secret).digest();
  return `${signedText}.${createHmac('sha1', key).update(signedText).digest('base64url')}`;
}
