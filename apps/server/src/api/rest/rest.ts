import type { ApiMeta, RestMeta, RestMethod } from './rest-meta.ts';

type Details = Omit<RestMeta, 'method' | 'path' | 'tag' | 'summary'>;
type Route = (path: `/${string}`, tag: string, summary: string, details?: Details) => ApiMeta;

function route(method: RestMethod): Route {
  return (path, tag, summary, details = {}) => ({ rest: { method, path, tag, summary, ...details } });
}

/**
 * Writes a procedure's REST meta in one line.
 *
 * @example
 * ```ts
 * procedure
 *   .meta(rest.get('/channels/{channel}/history', 'Channels', 'Read the history of a channel'))
 *   .input(HistoryInput)
 *   .output(HistoryPage)
 *   .query(…)
 * ```
 */
export const rest = {
  get: route('GET'),
  post: route('POST'),
  put: route('PUT'),
  patch: route('PATCH'),
  delete: route('DELETE'),
} as const;
