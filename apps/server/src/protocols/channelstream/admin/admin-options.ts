import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../../../api/accounts/accounts.ts';
import type { SignInCookie } from '../../../api/base/api-context.ts';
import type { BackendAuth } from '../auth/backend-auth.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';

/** What the server lends to the administrator's pages: the dashboard's accounts, and its way to know a browser. */
export interface AdminSurroundings {
  readonly accounts: Accounts;
  /** What the server calls itself. */
  readonly version: string;
  /** The dashboard's cookie on a request that changes nothing. */
  cookieOf(request: FastifyRequest, reply: FastifyReply): SignInCookie;
  /** Whether a page of this server sends the request, or none does. */
  isOwnPage(request: FastifyRequest): boolean;
}

export interface AdminOptions extends AdminSurroundings {
  readonly setup: ChannelstreamSetup;
  readonly auth: BackendAuth;
  readonly defaultAppId: string;
}
