import { SailsRefusal } from '../errors/sails-refusal.ts';
import { queryParameters } from '../requests/parameters.ts';

const FORM = /^application\/x-www-form-urlencoded\b/i;

/**
 * The body of a request: the fields of a form, or JSON, whatever else the content type says. Undefined: there is none.
 *
 * @throws SailsRefusal `E_JSON`; `E_BODY` for JSON that is neither an object nor a list.
 */
export function bodyValue(bytes: Buffer, contentType: string | undefined): unknown {
  if (bytes.length === 0) return undefined;
  const text = textOf(bytes);
  if (contentType !== undefined && FORM.test(contentType.trim())) return queryParameters(text);
  const value = parsed(text);
  if (typeof value === 'object') return value ?? undefined;
  throw new SailsRefusal('E_BODY', 'The body must be an object or a list.');
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SailsRefusal('E_JSON', 'The body is not UTF-8.', { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SailsRefusal('E_JSON', 'The body is not JSON.', { cause });
  }
}
