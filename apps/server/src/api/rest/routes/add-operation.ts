import type { FastifyInstance } from 'fastify';
import { answerStream } from '../sse/answer-stream.ts';
import { callOperation } from './call-operation.ts';
import { refuseContentType } from './content-type.ts';
import type { Operation } from './operation.ts';
import type { OperationSetting } from './operation-setting.ts';
import { readInput } from './read-input.ts';

/** Routes one operation. */
export function addOperation(server: FastifyInstance, operation: Operation, setting: OperationSetting): void {
  const isStream = operation.responseType === 'text/event-stream';
  server.route<{ Params: Record<string, string> }>({
    method: operation.meta.method === 'GET' && !isStream ? ['GET', 'HEAD'] : operation.meta.method,
    url: operation.template.route,
    exposeHeadRoute: false,
    bodyLimit: setting.bodyLimit,
    onRequest: (request, _reply, next) => {
      const refusal = refuseContentType(operation, request.headers);
      next(refusal ?? undefined);
    },
    handler: async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : null;
      const input = readInput(operation, request, bytes, setting);
      const context = await setting.createContext({ request, reply });
      if (isStream) return answerStream(operation, { input, context, request, reply, setting });
      const output = await callOperation(operation, { input, context, signal: undefined });
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
