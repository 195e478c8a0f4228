import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import type { MediaType, RestMeta, SecurityKind } from '../rest-meta.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { SchemaComponents } from '../schema/schema-components.ts';
import { type InputPlan, planInput } from './input-plan.ts';
import { type PathTemplate, parsePathTemplate } from './path-template.ts';
import { inputsOf, itemOf, outputOf } from './procedure-schemas.ts';
import { restMetaOf } from './rest-meta-of.ts';

/** A procedure with its REST form worked out. */
export interface Operation {
  /** The procedure's path in the router: `channels.publish`. */
  readonly procedurePath: string;
  readonly procedure: AnyTRPCProcedure;
  readonly id: string;
  readonly meta: RestMeta;
  readonly template: PathTemplate;
  /** The ways to prove who is calling; empty: it is open to everyone. */
  readonly security: readonly SecurityKind[];
  readonly input: InputPlan;
  /** What it answers, or for a stream one item; null if nothing. */
  readonly output: JsonSchema | null;
  readonly status: number;
  readonly requestType: MediaType;
  readonly responseType: MediaType | 'text/event-stream' | null;
}

/** The REST side of a router. */
export interface RestSurface {
  readonly operations: readonly Operation[];
  readonly components: SchemaComponents;
}

/**
 * Works out every procedure with REST meta, in the router's order. Throws, naming the procedure, when its meta and
 * schemas do not fit, or when two of them claim one route.
 */
export function restSurfaceOf(router: AnyTRPCRouter): RestSurface {
  const components = new SchemaComponents();
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  const operations = Object.entries(procedures).flatMap(([path, procedure]) => {
    const meta = restMetaOf(procedure._def.meta);
    if (!meta) return [];
    try {
      return formsOf(path, meta).map((form) => operationOf(path, procedure, form, components));
    } catch (cause) {
      throw new Error(`REST form of ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  });
  refuseClashes(operations);
  return { operations, components };
}

/** The HTTP methods that reach it. Who asks for the head of something must not change it, nor open a stream. */
export function methodsOf({ meta, procedure }: Operation): readonly string[] {
  const hasHead = meta.method === 'GET' && procedure._def.type === 'query';
  return hasHead ? ['GET', 'HEAD'] : [meta.method];
}

const EVERY_KIND: readonly SecurityKind[] = ['adminKey', 'token', 'session'];

/** The operation's own form, and one for each of its aliases. */
function formsOf(procedurePath: string, { aliases = [], ...meta }: RestMeta): RestMeta[] {
  const own = { ...meta, operationId: meta.operationId ?? camelCase(procedurePath) };
  return [own, ...aliases.map((alias) => ({ ...meta, ...alias }))];
}

function operationOf(
  procedurePath: string,
  procedure: AnyTRPCProcedure,
  meta: RestMeta,
  components: SchemaComponents,
): Operation {
  const template = parsePathTemplate(meta.path);
  const inputs = inputsOf(procedure).map((schema) => components.add(schema, 'input'));
  const isStream = procedure._def.type === 'subscription';
  if (isStream && meta.method !== 'GET') throw new Error('a stream is read by GET');
  const status = meta.status ?? 200;
  const outputSchema = (isStream ? itemOf(meta) : null) ?? outputOf(procedure);
  if (!outputSchema && status !== 204) throw new Error('it needs an output schema, or the status 204');
  return {
    procedurePath,
    procedure,
    id: meta.operationId ?? camelCase(procedurePath),
    meta,
    template,
    security: meta.security ?? EVERY_KIND,
    input: planInput(inputs, meta, template, components.resolve),
    output: outputSchema && status !== 204 ? components.add(outputSchema, 'output') : null,
    status,
    requestType: meta.requestType ?? 'application/json',
    responseType: isStream
      ? 'text/event-stream'
      : status === 204
        ? null
        : (meta.responseType ?? 'application/json'),
  };
}

function camelCase(path: string): string {
  return path.replaceAll(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function refuseClashes(operations: readonly Operation[]): void {
  const owners = new Map<string, Operation>();
  const claim = (key: string, operation: Operation): void => {
    const owner = owners.get(key);
    if (owner) throw new Error(`${owner.procedurePath} and ${operation.procedurePath} share ${key}`);
    owners.set(key, operation);
  };
  const texts = new Map<string, string>();
  for (const operation of operations) {
    const { text, shape } = operation.template;
    claim(`${operation.meta.method} ${shape}`, operation);
    claim(`the operation id ${operation.id}`, operation);
    const known = texts.get(shape);
    if (known !== undefined && known !== text)
      throw new Error(`${known} and ${text} name one path differently`);
    texts.set(shape, text);
  }
}
