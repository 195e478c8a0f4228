import type { FastifyInstance } from 'fastify';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { methodsOf, type Operation } from './operation.ts';
import { sendError } from './send-error.ts';

/**
 * Answers, on every path that has operations, the methods that it has none for: `OPTIONS` with the list of those it has,
 * the others with `method_not_allowed`. Without these routes a wrong method on `/events/batch` would be taken for
 * `/events/{id}`.
 */
export function addMethodRefusals(server: FastifyInstance, operations: readonly Operation[]): void {
  const methodsByRoute = new Map<string, Set<string>>();
  for (const operation of operations) {
    const { route } = operation.template;
    const methods = methodsByRoute.get(route) ?? new Set<string>();
    for (const method of methodsOf(operation)) methods.add(method);
    methodsByRoute.set(route, methods);
  }
  for (const [route, methods] of methodsByRoute) {
    const allow = [...methods].sort().join(', ');
    server.route({
      method: 'OPTIONS',
      url: route,
      handler: (_request, reply) => reply.code(204).header('allow', allow).send(),
    });
    server.route({
      method: REFUSABLE.filter((method) => !methods.has(method)),
      url: route,
      // Before the body is read: what it holds does not matter.
      onRequest: (_request, reply) => {
        reply.header('allow', allow);
        sendError(reply, new ParleyError('method_not_allowed', `This path answers ${allow}.`));
      },
      handler: (_request, reply) => reply,
    });
  }
}

const REFUSABLE = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'];
