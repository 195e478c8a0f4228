import { z } from 'zod';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import { type Parameters, queryParameters } from '../requests/parameters.ts';

/** A request made by an event of a socket, as if it had come by HTTP. */
export interface VirtualRequest {
  readonly path: string;
  readonly query: Parameters;
  /** An object or a list; undefined: nothing. */
  readonly body: unknown;
  /** Its own `Authorization` header; undefined: the handshake's key stands for it. */
  readonly authorization: unknown;
}

const MAX_URL_LENGTH = 8192;
const object = z.record(z.string(), z.unknown());

/** `method` is not looked at: the event's name says it, and native clients leave it out. */
const Form = z.object({
  url: z.string().min(1).max(MAX_URL_LENGTH),
  headers: object.nullish(),
  data: z.union([object, z.array(z.unknown())]).nullish(),
  // What it was called before; where both are there, `data` goes before it.
  params: object.nullish(),
});

/** @throws SailsRefusal `E_PARSE` for what is no request. */
export function readVirtualRequest(payload: unknown): VirtualRequest {
  const parsed = Form.safeParse(payload);
  if (!parsed.success) {
    throw new SailsRefusal(
      'E_PARSE',
      'A request is an object with a "url", and with "data" and "headers" that are objects, if any.',
    );
  }
  const { url, headers, data, params } = parsed.data;
  const mark = url.indexOf('?');
  return {
    path: mark === -1 ? url : url.slice(0, mark),
    query: queryParameters(mark === -1 ? '' : url.slice(mark + 1)),
    body: Array.isArray(data) ? data : { ...params, ...data },
    authorization: headerIn(headers ?? {}, 'authorization'),
  };
}

/** Names of headers come as their callers typed them. */
function headerIn(headers: Parameters, wanted: string): unknown {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
