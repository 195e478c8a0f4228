import type { OpenApiDocument, OperationObject } from '../../openapi/openapi-types.ts';

/** An operation of a document with its place in it. */
export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly object: OperationObject;
}

const ORDER = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** All operations of a document: those that read first, those that delete last. */
export function placedOperations(document: OpenApiDocument): PlacedOperation[] {
  return ORDER.flatMap((method) =>
    Object.entries(document.paths).flatMap(([path, item]) => {
      const object = item[method];
      return object ? [{ method: method.toUpperCase(), path, object }] : [];
    }),
  );
}
