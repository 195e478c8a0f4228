import { SignJWT } from 'jose';
import { APP_SECRET } from './test-server.ts';

/** A token as an app's backend would sign it. */
export function appToken(
  claims: { sub?: string; channels?: string[] | Record<string, string[]> },
  options: { expiresIn?: string | number; secret?: string } = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(options.expiresIn ?? '1h')
    .sign(Buffer.from(options.secret ?? APP_SECRET));
}
