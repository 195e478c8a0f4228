import type { ApiMeta, RestMeta } from '../rest-meta.ts';

/** The REST part of a procedure's meta. tRPC types the meta of a single procedure as `unknown`. */
export function restMetaOf(meta: unknown): RestMeta | null {
  return isApiMeta(meta) ? (meta.rest ?? null) : null;
}

function isApiMeta(meta: unknown): meta is ApiMeta {
  return typeof meta === 'object' && meta !== null && 'rest' in meta;
}
