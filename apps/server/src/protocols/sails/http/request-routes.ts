import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Authority, authorityOf } from '../auth/authority.ts';
import { keyInAuthorization } from '../auth/request-key.ts';
import { refusal, success } from '../errors/envelope.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import { refuseCall } from '../requests/answer-call.ts';
import type { Operation } from '../requests/call.ts';
import { operationAt, requireAllowed } from '../requests/operations.ts';
import { mergedParameters, queryParameters } from '../requests/parameters.ts';
import { perform } from '../requests/perform.ts';
import { PushOrder } from '../requests/push-order.ts';
import type { SailsSetup } from '../sails-setup.ts';
import { bodyValue } from './body-value.ts';
import { sendReply } from './send-reply.ts';

/** A request that is allowed, before its body is read: a stranger's body takes no memory. */
interface Admitted {
  readonly operation: Operation;
  readonly authority: Authority;
  readonly contentType: string | undefined;
}

/** The service over HTTP: the same operations as over sockets. */
export function requestRoutes(server: FastifyInstance, setup: SailsSetup): void {
  const admitted = new WeakMap<FastifyRequest, Admitted>();
  for (const url of ['/channel/*', '/wssv/*', '/channel', '/wssv']) {
    server.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      onRequest: async (request, reply) => {
        try {
          admitted.set(request, admit(setup, request));
        } catch (thrown) {
          return sendReply(reply, refuseCall({ setup, requester: null, action: 'request' }, thrown));
        }
      },
      handler: async (request, reply) => {
        const known = admitted.get(request);
        if (!known) return sendReply(reply, refusal(new SailsRefusal('E_KEY', 'The key is missing.')));
        return sendReply(reply, await answer(setup, request, known));
      },
    });
  }
}

function admit(setup: SailsSetup, { method, url, headers, raw }: FastifyRequest): Admitted {
  const operation = operationAt(method.toLowerCase(), pathOf(url));
  const authority = authorityOf(setup.core.apps, keyInAuthorization(headers.authorization));
  requireAllowed(operation, authority, false);
  // It would not be read, and filters that stand there would filter nothing.
  if (operation.verb === 'get' && hasBody(raw.headers)) {
    throw new SailsRefusal('E_BODY', 'The parameters of a GET stand in its query; it has no body.');
  }
  const contentType = headers['content-type'];
  // Whatever a client says its body is, it is read by us: the framework must not refuse what it does not know.
  delete raw.headers['content-type'];
  return { operation, authority, contentType };
}

async function answer(setup: SailsSetup, request: FastifyRequest, known: Admitted) {
  const { operation, authority, contentType } = known;
  try {
    const body = Buffer.isBuffer(request.body) ? bodyValue(request.body, contentType) : undefined;
    const parameters = mergedParameters(queryParameters(queryOf(request.url)), body);
    const call = {
      setup,
      authority,
      address: request.ip,
      channels: null,
      order: new PushOrder(),
      isAwaited: () => !request.socket.destroyed,
      parameters,
      body,
    };
    return success(await perform(operation, call));
  } catch (thrown) {
    const requester = { app: authority.app, sessionId: null };
    return refuseCall({ setup, requester, action: 'request' }, thrown);
  }
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}
