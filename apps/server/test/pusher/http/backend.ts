import Pusher from 'pusher';
import { APP_KEY, APP_SECRET, type TestServer } from '../../harness/test-server.ts';

export const APP_ID = 'default';

/** The real server SDK, as an app's backend would set it up. */
export function backend(
  server: TestServer,
  options: Partial<{ appId: string; key: string; secret: string }> = {},
) {
  const { hostname, port } = new URL(server.url);
  return new Pusher({ appId: APP_ID, key: APP_KEY, secret: APP_SECRET, host: hostname, port, ...options });
}

/** What the server SDK's call was refused with: status and text. Fails when it was accepted. */
export async function refusedCall(call: Promise<unknown>): Promise<{ status: number; body: string }> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Pusher.RequestError)) throw new Error('not refused', { cause: thrown });
  return { status: thrown.status ?? 0, body: thrown.body ?? '' };
}
