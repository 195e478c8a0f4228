import { z } from 'zod';
import { appToken } from '../harness/app-token.ts';
import { type RestCall, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, APP_SECRET, type TestServer } from '../harness/test-server.ts';
import { Listener } from './listener.ts';

/** An app as its own backend and its own users know it. */
export interface AppSide {
  readonly id: string;
  /** Calls with the app's admin key. */
  readonly rest: RestCall;
  /** Calls of the app's backend in the name of this user. */
  as(user: string): RestCall;
  readonly adminKey: string;
  readonly clientKey: string;
  readonly secret: string;
  /** A token of its backend for this user, with all rights on these channels, for so many seconds. */
  token(user: string, channels?: string[], expiresIn?: number): Promise<string>;
  /** A connection of this user, by such a token; null: an anonymous one. */
  listener(user: string | null, channels?: string[], expiresIn?: number): Promise<Listener>;
}

const Value = z.object({ value: z.string() });
const NewApp = z.object({ keys: z.object({ client: Value, secret: Value, admin: Value }) });

/** Makes another app beside the default one. Only its own admin key is used in it from then on. */
export async function newApp(server: TestServer, id: string): Promise<AppSide> {
  const made = await restClient(server, { 'api-key': ADMIN_KEY })('POST', '/apps', { id, name: id });
  const { client, secret, admin } = NewApp.parse(made.body).keys;
  return appSide(server, { id, clientKey: client.value, secret: secret.value, adminKey: admin.value });
}

export function defaultApp(server: TestServer): AppSide {
  return appSide(server, { id: 'default', clientKey: APP_KEY, secret: APP_SECRET, adminKey: ADMIN_KEY });
}

function appSide(
  server: TestServer,
  app: { id: string; clientKey: string; secret: string; adminKey: string },
): AppSide {
  const { id, clientKey: key, secret, adminKey } = app;
  const token: AppSide['token'] = (user, channels = ['*'], expiresIn = 3600) =>
    appToken({ sub: user, channels }, { secret, expiresIn: `${expiresIn}s` });
  return {
    id,
    adminKey,
    clientKey: key,
    secret,
    rest: restClient(server, { 'api-key': adminKey }),
    as: (user) => restClient(server, { 'api-key': adminKey, 'as-user': user }),
    token,
    listener: async (user, channels, expiresIn) => {
      const proof = user === null ? {} : { token: await token(user, channels, expiresIn) };
      return Listener.connect(server.wsUrl, { key, ...proof });
    },
  };
}
