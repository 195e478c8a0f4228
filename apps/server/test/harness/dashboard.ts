import { ADMIN_PASSWORD, type TestServer } from './test-server.ts';

/** Signs in as a browser would; returns the answer, and the cookie to send back. */
export async function signIn(
  server: TestServer,
  credentials: { name: string; password: string } = { name: 'admin', password: ADMIN_PASSWORD },
  headers: Readonly<Record<string, string>> = {},
): Promise<{ response: Response; setCookie: string; cookie: string }> {
  const response = await fetch(`${server.url}/api/v1/dashboard/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(credentials),
  });
  const setCookie = response.headers.get('set-cookie') ?? '';
  return { response, setCookie, cookie: setCookie.split(';')[0] ?? '' };
}
