import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInCookie } from '../api/base/api-context.ts';
import { COOKIE_NAME } from './request-credentials.ts';
import type { ServerParts } from './server-parts.ts';

/**
 * The dashboard's cookie: out of reach of scripts and of other sites.
 *
 * @param token what came in it, if the request may use that.
 */
export function signInCookie(
  { settings }: Pick<ServerParts, 'settings'>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  token: string | null,
): SignInCookie {
  const secure = settings.PARLEY_SECURE_COOKIES ?? request.protocol === 'https';
  const options = { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
  return {
    token,
    set: (value, maxAgeMs) => {
      void reply.setCookie(COOKIE_NAME, value, { ...options, maxAge: Math.floor(maxAgeMs / 1000) });
    },
    clear: () => {
      void reply.clearCookie(COOKIE_NAME, options);
    },
  };
}
