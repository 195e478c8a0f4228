import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '../../../core/core.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { requireBodyDigest } from '../auth/request-signature.ts';
import { type AdmittedRequest, admitRequest } from './admit-request.ts';
import type { Answer, Call, Operation } from './call.ts';
import { queryParameters } from './request-parameters.ts';

/** Serves one operation. Who asks is known before the body is read, so a stranger's body takes no memory. */
export function addOperation(server: FastifyInstance, core: Core, operation: Operation): void {
  const { method, path } = operation;
  const admitted = new WeakMap<FastifyRequest, AdmittedRequest>();
  server.route<{ Params: PathParams }>({
    method,
    url: path,
    onRequest: async (request) => {
      admitted.set(request, admitRequest(core, request.params.app, request));
    },
    handler: async (request, reply) => {
      const known = admitted.get(request);
      if (!known) throw new ParleyError('internal', 'The request was not checked.');
      try {
        return send(reply, await operation.answer(callOf(core, known, request)));
      } catch (error) {
        core.stats.of(known.app.id).refused += 1;
        throw error;
      }
    },
  });
  refuseOtherMethods(server, operation);
}

interface PathParams {
  readonly app: string;
  readonly subject?: string;
}

function callOf(
  core: Core,
  { app, actor, pairs }: AdmittedRequest,
  { params, body }: FastifyRequest<{ Params: PathParams }>,
): Call {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  requireBodyDigest(pairs, bytes);
  return { core, app, actor, subject: params.subject ?? '', query: queryParameters(pairs), body: bytes };
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.header('cache-control', 'no-store');
  if (answer === null) return reply.code(202).send();
  return reply.type('application/json').send(JSON.stringify(answer));
}

/** Each path has one method; the others are told which. */
function refuseOtherMethods(server: FastifyInstance, { method, path }: Operation): void {
  const taken: readonly string[] = method === 'GET' ? ['GET', 'HEAD'] : [method];
  const allow = taken.join(', ');
  server.route({
    method: METHODS.filter((other) => !taken.includes(other)),
    url: path,
    onRequest: async (_request, reply) => {
      reply.header('allow', allow);
      throw new ParleyError('method_not_allowed', `This path answers ${allow}`);
    },
    handler: (_request, reply) => reply,
  });
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
