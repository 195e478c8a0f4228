import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Credentials } from '../api/base/authenticate.ts';

export const COOKIE_NAME = 'parley_session';

/** The parts of a request in which credentials travel. */
export interface CredentialSource {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly cookie: string | undefined;
  /** It changes something: the cookie alone is not enough, for another site can make a browser send it. */
  readonly isChange: boolean;
  /** The `api-key` header may hold a client key. */
  readonly takesRoomKey?: boolean;
}

/**
 * Credentials of an HTTP request: the `api-key` header; or the client key (`x-parley-key`, or `key` in the query for
 * clients that cannot set headers) with a bearer token (or `token` in the query); or the dashboard's cookie. The cookie
 * counts only with the header `x-parley-csrf`, which another site cannot make a browser send, or where nothing is changed.
 */
export function requestCredentials(source: CredentialSource): Credentials {
  const { headers, query, cookie, isChange, takesRoomKey = false } = source;
  const apiKey = single(headers['api-key']);
  const mayUseCookie = !isChange || headers['x-parley-csrf'] !== undefined;
  return {
    ...(takesRoomKey ? { eitherKey: apiKey } : { adminKey: apiKey }),
    clientKey: single(headers['x-parley-key']) ?? query.get('key') ?? undefined,
    token: bearer(headers.authorization) ?? query.get('token') ?? undefined,
    cookieToken: mayUseCookie ? cookie : undefined,
    app: single(headers['x-parley-app']),
  };
}

/** The dashboard's cookie on a request that no framework has parsed, such as a handshake. */
export function sessionCookieOf(request: IncomingMessage): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === COOKIE_NAME)?.[1];
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function bearer(header: string | undefined): string | undefined {
  const [scheme, token] = header?.split(' ') ?? [];
  return scheme?.toLowerCase() === 'bearer' ? token : undefined;
}
