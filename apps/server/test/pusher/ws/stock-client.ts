import Pusher, { type Options } from 'pusher-js';
import { APP_KEY, type TestServer } from '../../harness/test-server.ts';
import { channelAuth, userAuth } from './backend.ts';

/** Who a client is to the app's backend. */
export interface AppUser {
  readonly id: string;
  readonly info?: unknown;
  readonly watchlist?: readonly string[];
}

/** The options of the real client, as a stranger would set them; the app's backend signs for this user. */
export function stockOptions(server: TestServer, user: AppUser = { id: 'ann' }): Options {
  const { hostname, port } = new URL(server.url);
  return {
    wsHost: hostname,
    wsPort: Number(port),
    forceTLS: false,
    cluster: '',
    enabledTransports: ['ws'],
    channelAuthorization: {
      transport: 'ajax',
      endpoint: '/not/used',
      customHandler: ({ socketId, channelName }, callback) => {
        const data = JSON.stringify({ user_id: user.id, user_info: user.info });
        callback(
          null,
          channelName.startsWith('presence-')
            ? { auth: channelAuth(socketId, channelName, data), channel_data: data }
            : { auth: channelAuth(socketId, channelName) },
        );
      },
    },
    userAuthentication: {
      transport: 'ajax',
      endpoint: '/not/used',
      customHandler: ({ socketId }, callback) => {
        const data = JSON.stringify({ id: user.id, user_info: user.info, watchlist: user.watchlist });
        callback(null, { auth: userAuth(socketId, data), user_data: data });
      },
    },
  };
}

/** The real client, connecting. Disposing disconnects it. */
export function stockPusher(
  server: TestServer,
  user?: AppUser,
  options: Partial<Options> = {},
  key = APP_KEY,
) {
  const client = new Pusher(key, { ...stockOptions(server, user), ...options });
  return { client, [Symbol.dispose]: () => client.disconnect() };
}

interface Bindable {
  bind(event: string, callback: (data: unknown, metadata?: unknown) => void): unknown;
}

/** Resolves with the data of the next event of that name, and what came beside it. */
export function heard(source: Bindable, event: string): Promise<{ data: unknown; metadata: unknown }> {
  return new Promise((resolve) => {
    source.bind(event, (data, metadata) => resolve({ data, metadata }));
  });
}

/** Resolves when the client is in this state. */
export function reached(client: Pusher, state: string): Promise<unknown> {
  return client.connection.state === state ? Promise.resolve() : heard(client.connection, state);
}

export const SUBSCRIBED = 'pusher:subscription_succeeded';
