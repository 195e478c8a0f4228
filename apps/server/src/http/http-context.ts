import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiContext } from '../api/base/api-context.ts';
import { authenticate } from '../api/base/authenticate.ts';
import type { SecurityKind } from '../api/rest/rest-meta.ts';
import { headerText } from '../api/rest/routes/header-text.ts';
import { clientAddress } from './client-address.ts';
import { COOKIE_NAME, requestCredentials } from './request-credentials.ts';
import { serverOrigin } from './server-origin.ts';
import type { ServerParts } from './server-parts.ts';
import { signInCookie } from './sign-in-cookie.ts';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** REST: what the caller can prove itself by; none: what it brings is not looked at. */
  readonly security?: readonly SecurityKind[];
  /** REST: whether the operation changes something, whatever its method. */
  readonly isChange?: boolean;
}

/** The context of a procedure called over HTTP. Throws what is wrong with the credentials. */
export async function httpContext(
  parts: ServerParts,
  protocol: 'trpc' | 'rest',
  { request, reply, security, isChange }: Exchange,
): Promise<ApiContext> {
  const { core, accounts, settings } = parts;
  const credentials = requestCredentials({
    headers: request.headers,
    query: new URL(request.url, 'http://localhost').searchParams,
    cookie: request.cookies[COOKIE_NAME],
    isChange: isChange ?? !(request.method === 'GET' || request.method === 'HEAD'),
    takesRoomKey: security?.includes('roomKey') ?? false,
  });
  const isOpen = security?.length === 0;
  const caller = isOpen ? null : await authenticate(core, accounts, settings.PARLEY_APP_ID, credentials);
  const address = clientAddress(request.raw, settings.PARLEY_TRUST_PROXY);
  const actor = caller && {
    app: caller.app,
    principal: caller.identity.principal,
    grants: caller.identity.grants,
    sessionId: null,
    address,
  };
  return new ApiContext({
    core,
    effects: parts.effects,
    accounts,
    chat: parts.chat,
    defaultAppId: settings.PARLEY_APP_ID,
    actor,
    identity: caller?.identity ?? null,
    session: null,
    account: caller?.account ?? null,
    protocol,
    address,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    origin: serverOrigin(request.raw, settings),
    asUser: headerText(request, 'as-user') ?? null,
    cookie: signInCookie(parts, { request, reply }, credentials.cookieToken ?? null),
  });
}
