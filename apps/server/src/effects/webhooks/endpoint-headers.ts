import { z } from 'zod';

/** The most headers of an endpoint's own. */
const MOST = 20;
/** The most characters of all of them together: what common servers take. */
const MOST_CHARACTERS = 8000;
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
/** What a header may hold: printable ASCII, blanks between. Above all no line break, which would begin another one. */
const VALUE = /^(?:[\x21-\x7e]([\x20-\x7e]{0,998}[\x21-\x7e])?)?$/;

/** About the connection or the body: who sends a request has to say what they are. */
const RESERVED = new Set([
  'accept-encoding',
  'connection',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);
const RESERVED_PREFIXES = ['content-', 'parley-', 'proxy-'];

/**
 * Headers of an endpoint's own, beside those that every request has. Names are kept in lower case; one that the endpoint's
 * format writes itself, such as that of a signature, stays the format's.
 */
export const EndpointHeaders = z
  .record(
    z.string().toLowerCase().regex(NAME).refine(isFree, 'is for the server to write'),
    z.string().regex(VALUE),
  )
  .refine((headers) => Object.keys(headers).length <= MOST, `at most ${MOST} headers`)
  .refine(
    (headers) => JSON.stringify(headers).length <= MOST_CHARACTERS,
    `at most ${MOST_CHARACTERS} characters`,
  )
  .meta({
    description:
      'Headers to send with each request, at most 20. Not those about the connection or the body, nor `parley-…`. Their values are never shown again.',
    examples: [{ authorization: 'Bearer 0123456789' }],
  });

export type EndpointHeaders = z.infer<typeof EndpointHeaders>;

function isFree(name: string): boolean {
  return !RESERVED.has(name) && !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
