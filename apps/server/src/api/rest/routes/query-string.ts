import { ParleyError } from '../../../core/errors/parley-error.ts';

/**
 * The fields of a request target's query string, each with all its values in order. Throws `bad_request` on an escape
 * that does not decode: Node's own parsers would keep it as it stands.
 */
export function parseQueryString(target: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  const start = target.indexOf('?');
  if (start === -1) return fields;
  for (const pair of target.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const split = pair.indexOf('=');
    const name = decoded(split === -1 ? pair : pair.slice(0, split));
    const value = split === -1 ? '' : decoded(pair.slice(split + 1));
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw new ParleyError('bad_request', 'The query string holds a bad percent-escape.', { cause });
  }
}
