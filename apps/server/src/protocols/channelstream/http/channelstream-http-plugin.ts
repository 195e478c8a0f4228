import type { FastifyPluginCallback } from 'fastify';
import { requestErrorOf } from '../../../api/rest/routes/request-error-of.ts';
import type { AdminSurroundings } from '../admin/admin-options.ts';
import { adminPlugin } from '../admin/admin-plugin.ts';
import { BackendAuth } from '../auth/backend-auth.ts';
import { CallerAddresses } from '../auth/caller-addresses.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { refused } from '../errors/channelstream-refusal.ts';
import { sendRefusal } from '../errors/send-refusal.ts';
import { addEndpoint } from './add-endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';

export interface ChannelstreamHttpOptions {
  readonly setup: ChannelstreamSetup;
  readonly defaultAppId: string;
  /** Addresses and ranges from where backends may call; empty: any. */
  readonly allowFrom: readonly string[];
  /** Whether signatures are worth something for a minute only. */
  readonly checksAge: boolean;
  /** Whether plain HTTP is refused. */
  readonly httpsOnly: boolean;
  readonly admin: AdminSurroundings;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The HTTP side of the protocol, whose paths are the server's own: what backends do, and long-polling. */
export const channelstreamHttpPlugin: FastifyPluginCallback<ChannelstreamHttpOptions> = (
  server,
  { setup, defaultAppId, allowFrom, checksAge, httpsOnly, admin },
  done,
) => {
  const callers = new CallerAddresses(allowFrom);
  const auth = new BackendAuth({ core: setup.core, defaultAppId, callers, checksAge });
  server.addHook('onRequest', async ({ raw, protocol }) => {
    if (httpsOnly && protocol !== 'https') throw refused(406, 'This server answers over HTTPS only');
    // Everything is JSON, whatever it is said to be.
    delete raw.headers['content-type'];
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  server.setErrorHandler((thrown, request, reply) => {
    const error = requestErrorOf(thrown);
    if (error.code === 'internal') {
      request.log.error({ err: error.cause ?? error }, 'a Channelstream call failed');
    }
    return sendRefusal(reply, error);
  });
  for (const endpoint of ENDPOINTS) addEndpoint(server, { setup, auth }, endpoint);
  void server.register(adminPlugin, { ...admin, setup, auth, defaultAppId });
  for (const [path, taken] of methodsByPath(ENDPOINTS)) {
    server.options(path, (_request, reply) => reply.send());
    server.route({
      method: METHODS.filter((method) => !taken.has(method)),
      url: path,
      onRequest: async () => {
        throw refused(404, 'There is nothing at this path for this method', 'not_found');
      },
      handler: (_request, reply) => reply,
    });
  }
  done();
};

function methodsByPath(endpoints: readonly Endpoint[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byPath = new Map<string, Set<string>>();
  for (const { path, methods } of endpoints) {
    byPath.set(path, new Set([...(byPath.get(path) ?? []), ...methods]));
  }
  return byPath;
}
