import { z } from 'zod';
import { SignedIn } from '../../src/api/chat/models/signed-in.ts';
import { clientHeaders, type RestAnswer, type RestCall, restClient } from '../harness/rest-client.ts';
import type { TestServer } from '../harness/test-server.ts';

export const PASSWORD = 'correct horse battery';

/** What a client of the REST API does to sign in, and as whom it then calls. */
export interface SignInCalls {
  readonly anonymous: RestCall;
  as(accessToken: string): RestCall;
  /** Registers with {@link PASSWORD}, and resolves with the user's id. */
  register(login: string): Promise<string>;
  tryLogin(login: string, password?: string, deviceId?: string): Promise<RestAnswer>;
  login(login: string, password?: string, deviceId?: string): Promise<z.infer<typeof SignedIn>>;
  tryRefresh(refreshToken: string | null): Promise<RestAnswer>;
  refresh(refreshToken: string | null): Promise<z.infer<typeof SignedIn>>;
}

export function signInCalls(server: TestServer): SignInCalls {
  const anonymous = restClient(server, clientHeaders());
  const tryLogin: SignInCalls['tryLogin'] = (login, password = PASSWORD, deviceId) =>
    anonymous('POST', '/chat/session/login', {
      login,
      password,
      ...(deviceId === undefined ? {} : { deviceId }),
    });
  const tryRefresh: SignInCalls['tryRefresh'] = (refreshToken) =>
    anonymous('POST', '/chat/session/refresh', { refreshToken });
  return {
    anonymous,
    as: (accessToken) => restClient(server, clientHeaders(accessToken)),
    async register(login) {
      const { body } = await anonymous('POST', '/chat/session/register', { login, password: PASSWORD });
      return z.object({ id: z.string() }).parse(body).id;
    },
    tryLogin,
    login: async (...credentials) => SignedIn.parse((await tryLogin(...credentials)).body),
    tryRefresh,
    refresh: async (refreshToken) => SignedIn.parse((await tryRefresh(refreshToken)).body),
  };
}
