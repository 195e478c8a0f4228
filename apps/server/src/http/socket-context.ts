import type { IncomingMessage } from 'node:http';
import { ApiContext } from '../api/base/api-context.ts';
import { authenticate, type Credentials } from '../api/base/authenticate.ts';
import type { OpenedContext, SocketOpening } from '../api/socket/socket-opening.ts';
import { ParleyError } from '../core/errors/parley-error.ts';
import { clientAddress } from './client-address.ts';
import { requestCredentials, sessionCookieOf } from './request-credentials.ts';
import { serverOrigin } from './server-origin.ts';
import type { ServerParts } from './server-parts.ts';

/** The context of a connection to the native WebSocket, and its session. Throws what keeps the client out. */
export async function socketContext(
  parts: ServerParts,
  { request, connectionParams, outlet }: SocketOpening,
): Promise<OpenedContext<ApiContext>> {
  const { core, accounts, settings } = parts;
  const credentials = connectionParams === null ? fromRequest(parts, request) : fromParams(connectionParams);
  const caller = await authenticate(core, accounts, settings.PARLEY_APP_ID, credentials);
  if (!caller) {
    throw new ParleyError('unauthenticated', 'The connection names no key, token or session.');
  }
  const address = clientAddress(request, settings.PARLEY_TRUST_PROXY);
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300);
  const session = core.sessions.open(
    { app: caller.app, protocol: 'trpc', address, userAgent, link: outlet },
    caller.identity,
  );
  return {
    context: new ApiContext({
      core,
      effects: parts.effects,
      accounts,
      chat: parts.chat,
      defaultAppId: settings.PARLEY_APP_ID,
      actor: session,
      identity: caller.identity,
      session,
      account: caller.account,
      protocol: 'trpc',
      address,
      userAgent,
      origin: serverOrigin(request, settings),
      asUser: connectionParams?.asUser ?? null,
      cookie: null,
    }),
    [Symbol.dispose]: () => core.sessions.end(session),
  };
}

function fromParams(params: Readonly<Record<string, string | undefined>>): Credentials {
  const { key, token, adminKey, app } = params;
  return { clientKey: key, token, adminKey, app };
}

/** The dashboard's cookie counts only from its own pages: a handshake cannot carry a header that vouches for it. */
function fromRequest({ origins }: ServerParts, request: IncomingMessage): Credentials {
  return requestCredentials({
    headers: request.headers,
    query: new URL(request.url ?? '/', 'http://localhost').searchParams,
    cookie: origins.isOwnPage(request) ? sessionCookieOf(request) : undefined,
    isChange: false,
  });
}
