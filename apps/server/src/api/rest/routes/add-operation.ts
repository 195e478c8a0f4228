import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerStream } from '../sse/answer-stream.ts';
import { answerError } from './answer-error.ts';
import { callOperation } from './call-operation.ts';
import { refuseContentType } from './content-type.ts';
import { methodsOf, type Operation } from './operation.ts';
import type { OperationSetting } from './operation-setting.ts';
import { readInput } from './read-input.ts';

/** Routes one operation. */
export function addOperation(server: FastifyInstance, operation: Operation, setting: OperationSetting): void {
  const isStream = operation.responseType === 'text/event-stream';
  const isChange = operation.procedure._def.type === 'mutation';
  const { security } = operation;
  const contexts = new WeakMap<FastifyRequest, object>();
  server.route<{ Params: Record<string, string> }>({
    method: [...methodsOf(operation)],
    url: operation.template.route,
    exposeHeadRoute: false,
    bodyLimit: setting.bodyLimit,
    // Before the body is read: a stranger's is not worth it.
    onRequest: async (request, reply) => {
      const refusal = refuseContentType(operation, request.headers);
      if (refusal) throw refusal;
      // The framework would refuse a content type that it cannot make out.
      if (operation.meta.anyContentType) request.headers['content-type'] = operation.requestType;
      const context = await setting.createContext({ request, reply, security, isChange });
      contexts.set(request, context);
      setting.knowCaller(request, context);
    },
    errorHandler: (thrown, request, reply) => answerError(thrown, { request, reply }, operation.meta.words),
    handler: async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : null;
      const context = contexts.get(request) ?? {};
      setting.requireFitting(bytes?.length ?? 0, context);
      const call = { readInput: () => readInput(operation, request, bytes, setting), context };
      if (isStream) return answerStream(operation, { ...call, request, reply, setting });
      const output = await callOperation(operation, { ...call, signal: undefined });
      reply.code(operation.status).header('cache-control', 'no-store');
      switch (operation.responseType) {
        case 'text/plain':
          return reply.type('text/plain; charset=utf-8').send(String(output));
        case 'application/json':
          return reply.type('application/json; charset=utf-8').send(JSON.stringify(output) ?? 'null');
        default:
          return reply.send();
      }
    },
  });
}
