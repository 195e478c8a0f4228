import { ADMIN_KEY, APP_KEY, type TestServer } from './test-server.ts';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

export type RestCall = (method: string, path: string, body?: unknown) => Promise<RestAnswer>;

/** Calls of the REST API with the same headers each; `path` is relative to `/api/v1`. */
export function restClient(server: TestServer, headers: Readonly<Record<string, string>>): RestCall {
  return async (method, path, body) => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
}

/** Calls with the admin key of the default app. */
export function adminRest(server: TestServer): RestCall {
  return restClient(server, { 'api-key': ADMIN_KEY });
}

/** Headers of a client: the client key, and a token if there is one. */
export function clientHeaders(token?: string): Record<string, string> {
  return { 'x-parley-key': APP_KEY, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
}
