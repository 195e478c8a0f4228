import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { QueryPair } from '../auth/query-pairs.ts';

/** What a call was given, by name: texts and lists of texts from a query, any JSON value from a body. */
export type RequestParameters = Readonly<Record<string, unknown>>;

const LIST = /^(.+)\[\d*\]$/;

/** The parameters in a query. `channels[]=a&channels[]=b` is a list; of a name that stands there twice the last counts. */
export function queryParameters(pairs: readonly QueryPair[]): RequestParameters {
  const parameters = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const list = LIST.exec(name)?.[1];
    if (list === undefined) {
      parameters.set(name, value);
      continue;
    }
    const known = parameters.get(list);
    if (Array.isArray(known)) known.push(value);
    else parameters.set(list, [value]);
  }
  return Object.fromEntries(parameters);
}

/** The parameters in a body: a JSON object in UTF-8, or nothing at all. Throws `bad_request` for anything else. */
export function bodyParameters(body: Buffer): RequestParameters {
  if (body.length === 0) return {};
  const value = parsed(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ParleyError('bad_request', 'The body must be a JSON object');
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new ParleyError('bad_request', 'The body must be JSON in UTF-8', { cause });
  }
}
