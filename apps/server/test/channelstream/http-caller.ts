import type { TestServer } from '../harness/test-server.ts';
import { signedToken } from './http-token.ts';

/** What a call was answered with. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A backend that signs its calls. */
export function caller(server: TestServer, token: () => string = signedToken) {
  return async (method: string, path: string, body?: unknown): Promise<Answered> => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { 'x-channelstream-secret': token() },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return answered(response);
  };
}

/** An answer with its JSON read; other text stays text. */
export async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const { status, headers } = response;
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  return { status, headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}
