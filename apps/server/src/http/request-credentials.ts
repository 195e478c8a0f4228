import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Credentials } from '../api/base/authenticate.ts';

export const COOKIE_NAME = 'parley_session';

/** The parts of a request in which credentials travel. */
export interface CredentialSource {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly cookie: string | undefined;
  readonly method: string;
}

/**
 * Credentials of an HTTP request: the `api-key` header; or the client key (`x-parley-key`, or `key` in the query for
 * clients that cannot set headers) with a bearer token (or `token` in the query); or the dashboard's cookie. The cookie
 * counts only with the header `x-parley-csrf`, which another site cannot make a browser send, or on a plain GET.
 */
export function requestCredentials({ headers, query, cookie, method }: CredentialSource): Credentials {
  const isSafe = method === 'GET' || method === 'HEAD';
  const mayUseCookie = isSafe || headers['x-parley-csrf'] !== undefined;
  return {
    adminKey: single(headers['api-key']),
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
