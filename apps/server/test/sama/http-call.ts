import type { TestServer } from '../harness/test-server.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; an empty object where it is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The refresh token that it gives the browser: null: none; empty: taken back. */
  readonly cookie: string | null;
}

export interface HttpOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly cookie?: string;
  readonly body?: object | string;
}

/** Calls a path of the protocol's as its web client would. */
export async function httpCall(
  server: TestServer,
  path: string,
  { method = 'POST', headers = {}, token, cookie, body }: HttpOptions = {},
): Promise<HttpAnswer> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie: `refresh_token=${cookie}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : {},
    cookie: /^refresh_token=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? null,
  };
}
