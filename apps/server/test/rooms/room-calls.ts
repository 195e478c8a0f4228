import { adminRest, type RestAnswer, type RestCall, restClient } from '../harness/rest-client.ts';
import { APP_KEY, type TestServer } from '../harness/test-server.ts';

/** The requests of a client that has the client key and says who it is, as the original's client sends them. */
export function clientCalls(server: TestServer, uid: string, more: Readonly<Record<string, string>> = {}) {
  const call = restClient(server, { 'api-key': APP_KEY, uid: Buffer.from(uid).toString('latin1'), ...more });
  return {
    call,
    enter: (rid: string): Promise<RestAnswer> =>
      call('GET', `/users/subscribe/room/${encodeURIComponent(rid)}`),
    leave: (rid: string): Promise<RestAnswer> =>
      call('GET', `/users/unsubscribe/room/${encodeURIComponent(rid)}`),
    messages: (rid: string, query = ''): Promise<RestAnswer> =>
      call('GET', `/messages/room/${encodeURIComponent(rid)}${query}`),
  };
}

/** A call of the backend, of which only status and body matter. */
export function backend(server: TestServer): (...args: Parameters<RestCall>) => Promise<[number, unknown]> {
  const rest = adminRest(server);
  return async (...args) => {
    const { status, body } = await rest(...args);
    return [status, body];
  };
}

/** An answer that says this and nothing else. */
export function says(message: string): [number, { message: string }] {
  return [200, { message }];
}

/** The message of a refusal. */
export function messageIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
}
