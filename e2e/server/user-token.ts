import { createHmac } from 'node:crypto';
import { KEYS } from './settings.ts';

const LIFETIME_S = 3600;

/** A token as an app's backend would sign it for a user: HS256 with the app's secret, every right on every channel. */
export function userToken(user: string): string {
  const expires = Math.floor(Date.now() / 1000) + LIFETIME_S;
  const signed = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ sub: user, exp: expires, channels: ['*'] })}`;
  return `${signed}.${createHmac('sha256', KEYS.secret).update(signed).digest('base64url')}`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
