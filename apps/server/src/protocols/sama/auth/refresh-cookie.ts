import type { HttpCall } from '../http/sama-http.ts';

const NAME = 'refresh_token';

/** The refresh token that the browser brought; undefined: none. */
export function refreshTokenOf({ request }: HttpCall): string | undefined {
  return request.cookies[NAME] || undefined;
}

/** Gives the browser the next refresh token, which no script on a page can read, nor another site make it send. */
export function setRefreshToken(call: HttpCall, token: string, expiresAt: number): void {
  const lastsMs = expiresAt - call.setup.core.runtime.clock.now();
  write(call, token, Math.max(0, Math.floor(lastsMs / 1000)));
}

/** Takes it back. */
export function clearRefreshToken(call: HttpCall): void {
  write(call, '', 0);
}

function write({ request, reply, secureCookies }: HttpCall, value: string, maxAge: number): void {
  const secure = secureCookies ?? request.protocol === 'https';
  reply.setCookie(NAME, value, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge });
}
