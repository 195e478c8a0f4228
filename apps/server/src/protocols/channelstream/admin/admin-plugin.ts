import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signInBrowser } from '../../../api/accounts/sign-in-browser.ts';
import { signOutBrowser } from '../../../api/accounts/sign-out-browser.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { refused } from '../errors/channelstream-refusal.ts';
import { channelsInfo } from '../http/channels-info.ts';
import { adminJson } from './admin-json.ts';
import type { AdminOptions } from './admin-options.ts';
import { sendAdminPage } from './admin-page.ts';
import { figuresOf } from './figures.ts';
import { queryOf } from './query-of.ts';
import { sendSignInPage } from './sign-in-page.ts';
import { type Visitor, visitorOf } from './visitor-of.ts';

const SIGN_IN = '/admin/sign_in';
const FORM_BYTES = 16_384;
const MOST_LISTED = 1000;

const SignInForm = z.object({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(500),
});

/**
 * The protocol's side for administrators: a page that shows how it is used, the same as JSON, and the form by which an
 * account of the dashboard signs in. A request that a backend signed needs no sign-in.
 */
export const adminPlugin: FastifyPluginCallback<AdminOptions> = (server, options, done) => {
  const { setup, version } = options;
  const { clock } = setup.core.runtime;
  const startedAt = clock.monotonic();
  const figures = ({ app }: Visitor) =>
    figuresOf({ setup, version, upMs: clock.monotonic() - startedAt }, app.id);

  server.get('/admin', async (request, reply) => {
    const visitor = await visitorOf(options, request, reply);
    if (!visitor) return reply.redirect(SIGN_IN, 302);
    const { app } = visitor;
    const query = queryOf(request);
    const channel = query.get('channel');
    const showsHistory = query.has('history');
    const showsUsers = query.has('users');
    return sendAdminPage(reply, {
      figures: figures(visitor),
      channels: [...setup.channels.namesOf(app.id)].sort().slice(0, MOST_LISTED),
      app: app.id === options.defaultAppId ? null : app.id,
      chosen: channel === null ? undefined : await chosenChannel(options, visitor, channel, showsHistory),
      showsHistory,
      showsUsers,
    });
  });

  server.route({
    method: ['GET', 'POST'],
    url: '/admin/admin.json',
    bodyLimit: FORM_BYTES,
    handler: async (request, reply) => {
      const visitor = await visitorOf(options, request, reply);
      if (!visitor) return reply.redirect(SIGN_IN, 302);
      reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
      return reply.send(await adminJson(setup, visitor, figures(visitor)));
    },
  });

  server.get(SIGN_IN, (_request, reply) => sendSignInPage(reply, null));
  server.post(SIGN_IN, { bodyLimit: FORM_BYTES }, (request, reply) => signIn(options, request, reply));
  for (const method of ['GET', 'POST']) {
    server.route({
      method,
      url: '/admin/sign_out',
      bodyLimit: FORM_BYTES,
      handler: async (request, reply) => {
        requireOwnPage(options, request);
        const cookie = options.cookieOf(request, reply);
        await signOutBrowser({ accounts: options.accounts, core: setup.core, cookie });
        return reply.redirect(SIGN_IN, 302);
      },
    });
  }
  server.get('/api-explorer', (_request, reply) => reply.redirect('/docs', 302));
  done();
};

/** Signs in and goes to the page; what is wrong is told above the form, as the original does. */
async function signIn(
  options: AdminOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  requireOwnPage(options, request);
  const form = SignInForm.safeParse(formOf(request));
  if (!form.success) return sendSignInPage(reply, 'A username and a password, please.');
  const { username: name, password } = form.data;
  const { accounts, defaultAppId, setup } = options;
  const cookie = options.cookieOf(request, reply);
  try {
    await signInBrowser(
      { accounts, defaultAppId, cookie, core: setup.core, address: request.ip },
      { name, password },
    );
  } catch (thrown) {
    const { code, message, retryAfterMs, status } = ParleyError.from(thrown);
    if (code !== 'unauthenticated' && code !== 'rate_limited') throw thrown;
    if (code === 'rate_limited') reply.code(status);
    if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
    return sendSignInPage(reply, message);
  }
  return reply.redirect('/admin', 302);
}

/** Another site must not sign a browser in or out. */
function requireOwnPage(options: AdminOptions, request: FastifyRequest): void {
  if (!options.isOwnPage(request)) {
    throw refused(403, 'A page of another site may not do this', 'forbidden');
  }
}

function formOf({ body }: FastifyRequest): unknown {
  return Object.fromEntries(new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : ''));
}

async function chosenChannel(
  { setup }: AdminOptions,
  { app }: Visitor,
  channel: string,
  showsHistory: boolean,
) {
  const shown = {
    exclude_channels: [],
    include_history: showsHistory,
    include_users: true,
    return_public_state: true,
  };
  const { channels } = await channelsInfo(setup, app, [channel], shown, 'all');
  return Object.values(channels)[0] ?? null;
}
