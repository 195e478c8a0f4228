import type { IncomingMessage } from 'node:http';
import { headerText } from './header-text.ts';

/** What a client says of itself when it connects; undefined where it says nothing. */
export interface Handshake {
  readonly apiKey: string | undefined;
  readonly uid: string | undefined;
  readonly metadata: string | undefined;
  /** A token of the app that proves the uid. The original knows none. */
  readonly token: string | undefined;
}

/** Whether a handshake is one of this protocol: it brings a key or a uid, in headers or in the query. */
export function isSocketLink(request: IncomingMessage): boolean {
  const { headers } = request;
  if (headers['api-key'] !== undefined || headers.uid !== undefined) return true;
  const query = queryOf(request);
  return query.has('api-key') || query.has('uid');
}

/** Headers come first; the query is for browsers, which cannot set any. */
export function readHandshake(request: IncomingMessage): Handshake {
  const query = queryOf(request);
  const read = (name: string): string | undefined =>
    headerText(request.headers[name]) ?? query.get(name) ?? undefined;
  return {
    apiKey: read('api-key'),
    uid: read('uid'),
    metadata: read('metadata'),
    token: bearer(request.headers.authorization) ?? query.get('token') ?? undefined,
  };
}

function queryOf({ url = '/' }: IncomingMessage): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
}

function bearer(header: string | undefined): string | undefined {
  const [scheme, token] = header?.split(' ') ?? [];
  return scheme?.toLowerCase() === 'bearer' ? token : undefined;
}
