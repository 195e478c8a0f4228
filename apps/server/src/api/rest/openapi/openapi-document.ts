import type { AnyTRPCRouter } from '@trpc/server';
import { type Operation, restSurfaceOf } from '../routes/operation.ts';
import type { Resolve } from '../schema/json-schema.ts';
import type { Content, OpenApiDocument, OperationObject, PathItem, ResponseObject } from './openapi-types.ts';
import { parametersOf } from './parameters.ts';
import { errorResponses, RESPONSE_HEADERS, responsesOf } from './responses.ts';
import { SECURITY_SCHEMES, securityOf } from './security.ts';

export interface OpenApiOptions {
  /** The server's version. */
  readonly version: string;
  /** Where the server is reached, without a slash at the end. Default empty: where the document came from. */
  readonly serverUrl?: string;
  /** Where the operations are. Default `/api/v1`. */
  readonly prefix?: string;
  /** What each tag is about, in the order of the document. A tag without an entry follows, described by its name. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The OpenAPI 3.1 document of every procedure with REST meta. The same router gives the same document, byte for byte.
 */
export function openApiDocument(router: AnyTRPCRouter, options: OpenApiOptions): OpenApiDocument {
  const { operations, components } = restSurfaceOf(router);
  const { version, serverUrl = '', prefix = '/api/v1' } = options;
  const responses = errorResponses(components);
  const paths = pathsOf(operations, components.resolve, responses);
  const used = new Set(
    [...JSON.stringify(paths).matchAll(/#\/components\/(\w+\/\w+)/g)].map(([, name]) => name),
  );
  const { schemas, published } = components.publish();
  const usedResponses = Object.fromEntries(
    Object.entries(responses).filter(([name]) => used.has(`responses/${name}`)),
  );
  const usedHeaders = new Set(
    [...JSON.stringify([paths, usedResponses]).matchAll(/#\/components\/headers\/(\w+)/g)].map(
      ([, name]) => name,
    ),
  );
  const usedSchemes = new Set(operations.flatMap((operation) => securityOf(operation).flatMap(Object.keys)));
  return published<OpenApiDocument>({
    openapi: '3.1.1',
    info: {
      title: 'Parley',
      version,
      summary: 'The native API of a Parley server.',
      description: DESCRIPTION,
      contact: { name: 'Parley', ...(serverUrl === '' ? {} : { url: `${serverUrl}/docs` }) },
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl + prefix, description: 'This server.' }],
    tags: tagsOf(operations, options.tags ?? {}),
    paths,
    components: {
      schemas,
      responses: usedResponses,
      headers: only(RESPONSE_HEADERS, usedHeaders),
      securitySchemes: only(SECURITY_SCHEMES, usedSchemes),
    },
  });
}

const DESCRIPTION = [
  'Every operation here is also a tRPC procedure; both take the same input and give the same answers.',
  'A request is read strictly. A field, query parameter or body key that is not described here is refused, never ' +
    'ignored; so is a number or a truth value in a path or a query string that is not written as in JSON.',
  'An error is always an `Error` object, alone in the body. Its `code` is one of a closed list, `retry` says what a ' +
    'program should do about it, `fix` what a person should.',
  'Times are milliseconds since 1970-01-01 UTC.',
].join('\n\n');

function pathsOf(
  operations: readonly Operation[],
  resolve: Resolve,
  refusals: Readonly<Record<string, ResponseObject>>,
): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {};
  for (const operation of operations) {
    const { text } = operation.template;
    paths[text] = {
      ...paths[text],
      [operation.meta.method.toLowerCase()]: operationObject(operation, resolve, refusals),
    };
  }
  return paths;
}

function operationObject(
  operation: Operation,
  resolve: Resolve,
  refusals: Readonly<Record<string, ResponseObject>>,
): OperationObject {
  const { meta, id } = operation;
  const { body } = operation.input;
  const parameters = parametersOf(operation, resolve);
  const example = meta.examples?.request;
  return {
    operationId: id,
    tags: [meta.tag],
    summary: meta.summary,
    description: meta.description ?? `${meta.summary}.`,
    ...(meta.deprecated ? { deprecated: true } : {}),
    security: securityOf(operation),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body.kind === 'none'
      ? {}
      : {
          requestBody: {
            required: body.required,
            content: requestContent(operation, {
              schema: body.schema,
              ...(example === undefined ? {} : { example }),
            }),
          },
        }),
    responses: responsesOf(operation, refusals),
  };
}

function requestContent({ requestType, meta }: Operation, content: Content[string]): Content {
  return { [requestType]: content, ...(meta.anyContentType ? { '*/*': content } : {}) };
}

function tagsOf(
  operations: readonly Operation[],
  described: Readonly<Record<string, string>>,
): { name: string; description: string }[] {
  const used = new Set(operations.map(({ meta }) => meta.tag));
  const ordered = [...Object.keys(described).filter((name) => used.has(name)), ...used];
  return [...new Set(ordered)].map((name) => ({ name, description: described[name] ?? `${name}.` }));
}

function only<T>(
  record: Readonly<Record<string, T>>,
  names: ReadonlySet<string | undefined>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name)));
}
