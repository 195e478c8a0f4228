import { z } from 'zod';
import type { TestServer } from '../harness/test-server.ts';
import { type HttpAnswer, httpCall } from './http-call.ts';
import { SamaClient } from './sama-client.ts';

export const PASSWORD = 'correct horse';

const SignIn = z.object({ user: z.looseObject({ _id: z.string() }), access_token: z.string() });

/** A user who is signed in over HTTP. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly token: string;
  readonly cookie: string;
  readonly deviceId: string;
}

/** Registers a user as the web client does. */
export async function register(server: TestServer, login: string, more: object = {}): Promise<string> {
  await using client = await SamaClient.open(server);
  const { user } = await client.ask('user_create', { login, password: PASSWORD, ...more });
  return z.object({ _id: z.string() }).parse(user)._id;
}

/** Signs in by login and password. */
export function logIn(server: TestServer, login: string, more: object = {}): Promise<HttpAnswer> {
  return httpCall(server, '/login', { body: { login, password: PASSWORD, device_id: 'd1', ...more } });
}

/** A new user, signed in. */
export async function person(server: TestServer, login: string, deviceId = 'd1'): Promise<Person> {
  const id = await register(server, login);
  const answer = await logIn(server, login, { device_id: deviceId });
  const { access_token: token } = SignIn.parse(answer.body);
  return { id, login, token, cookie: answer.cookie ?? '', deviceId };
}

/** A connection that is signed in by an access token. */
export async function connected(
  server: TestServer,
  { token, deviceId }: Pick<Person, 'token' | 'deviceId'>,
  path = '/',
): Promise<SamaClient> {
  const client = await SamaClient.open(server, path);
  await client.ask('connect', { token, device_id: deviceId });
  return client;
}
