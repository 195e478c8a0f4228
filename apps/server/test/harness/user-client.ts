import { appToken } from './app-token.ts';
import { stockClient } from './client.ts';
import { APP_KEY, type TestServer } from './test-server.ts';

/** The stock client of a user with a token for these channels. */
export async function userClient(
  server: TestServer,
  user: string,
  channels: string[] | Record<string, string[]> = [],
) {
  return stockClient(server, { key: APP_KEY, token: await appToken({ sub: user, channels }) });
}
