import type { FastifyRequest } from 'fastify';
import { DEEPEST_JSON, isTooDeep } from '../../../api/rest/routes/json-text.ts';
import { refused } from '../errors/channelstream-refusal.ts';
import type { EndpointPlace } from './endpoint.ts';

/** What a request says: its JSON body, and those keys of its query that may stand there. */
export function requestInput(
  { method, query, body }: Pick<FastifyRequest, 'method' | 'query' | 'body'>,
  { query: names = [], withoutBody }: Pick<EndpointPlace, 'query' | 'withoutBody'>,
): unknown {
  const asked = pickedQuery(query, names);
  const isEmpty = !Buffer.isBuffer(body) || body.length === 0;
  if (method === 'GET') return names.length === 0 ? withoutBody : asked;
  if (isEmpty && withoutBody !== undefined) return names.length === 0 ? withoutBody : asked;
  const said = parsed(isEmpty ? Buffer.alloc(0) : body);
  const isObject = typeof said === 'object' && said !== null && !Array.isArray(said);
  return isObject ? { ...asked, ...said } : said;
}

/** Of a key that stands there twice the last counts. */
function pickedQuery(query: unknown, names: readonly string[]): Record<string, unknown> {
  const given = new Map(Object.entries(typeof query === 'object' && query !== null ? query : {}));
  const picked = names.flatMap((name): Array<[string, unknown]> => {
    const value: unknown = given.get(name);
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.at(-1) : value]];
  });
  return Object.fromEntries(picked);
}

function parsed(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isTooDeep(text)) throw refused(400, `JSON may be nested ${DEEPEST_JSON} levels deep`);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw refused(400, 'Malformed JSON');
    throw error;
  }
}
