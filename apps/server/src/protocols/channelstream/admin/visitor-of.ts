import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../core/apps/app.ts';
import { refused } from '../errors/channelstream-refusal.ts';
import { credentialsOf } from '../http/credentials-of.ts';
import type { AdminOptions } from './admin-options.ts';
import { queryOf } from './query-of.ts';

/** Who looks at the administrator's side. */
export interface Visitor {
  /** The app that is looked at. */
  readonly app: App;
  /** Who signed in, and did not sign the request. */
  readonly account: string | null;
  /** Whether it may learn ids by which it could take a connection over. */
  readonly mayActAsClient: boolean;
}

/**
 * Who asks: a backend that signed the request, for its own app, or a browser with the dashboard's cookie, for the app that
 * the query names or else the default one. Null: nobody who may look.
 *
 * @throws ChannelstreamRefusal for a signature that does not hold, or an app that there is not.
 */
export async function visitorOf(
  options: AdminOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor | null> {
  const { auth, accounts, setup, defaultAppId } = options;
  const credentials = credentialsOf(request);
  if (credentials.secret !== undefined) {
    return { app: auth.require(credentials).app, account: null, mayActAsClient: true };
  }
  const { token } = options.cookieOf(request, reply);
  const found = token === null ? null : await accounts.find(token);
  if (!found) return null;
  const { apps } = setup.core;
  const appId = queryOf(request).get('app') ?? defaultAppId;
  if (!apps.has(appId)) throw refused(404, 'There is no such app', 'not_found');
  const { name, role } = found.account;
  return { app: apps.get(appId), account: name, mayActAsClient: role === 'operator' };
}
