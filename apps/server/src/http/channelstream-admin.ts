import { API_VERSION } from '../api/native-api-document.ts';
import type { AdminSurroundings } from '../protocols/channelstream/admin/admin-options.ts';
import { COOKIE_NAME } from './request-credentials.ts';
import type { ServerParts } from './server-parts.ts';
import { signInCookie } from './sign-in-cookie.ts';

/** What Channelstream's administration shares with the dashboard: its accounts, and its cookie. */
export function channelstreamAdmin(parts: ServerParts): AdminSurroundings {
  const { accounts, origins } = parts;
  return {
    accounts,
    version: API_VERSION,
    cookieOf: (request, reply) =>
      signInCookie(parts, { request, reply }, request.cookies[COOKIE_NAME] ?? null),
    // Every browser says from where a form comes.
    isOwnPage: ({ raw }) => raw.headers.origin === undefined || origins.isOwnPage(raw),
  };
}
