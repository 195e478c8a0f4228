import createClient, { type Client } from 'openapi-fetch';
import { apiAddress } from './address.ts';
import type { paths } from './rest/generated/openapi.ts';

/** As whom to call: an app's backend, or a client with perhaps a user's token. */
export type RestCredentials =
  | {
      /** The app's admin key. Secret: for backends only. */
      readonly adminKey: string;
    }
  | {
      /** The app's client key. Public. */
      readonly key: string;
      /** The user's token; asked for before each request when it is a callback. */
      readonly token?: string | (() => string | Promise<string>);
    };

export type ParleyRestOptions = RestCredentials & {
  /** Where the server is, such as `https://chat.example.com`. */
  readonly url: string;
  /** The `fetch` to use; by default the platform's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
};

/** A typed `fetch` for every operation of the REST API; see https://openapi-ts.dev/openapi-fetch. */
export type ParleyRest = Client<paths>;

/**
 * Makes a client of the REST API, typed by the server's OpenAPI document. Calls answer `{ data, error, response }` and
 * reject only when the request itself failed.
 *
 * @example
 * ```ts
 * const rest = createParleyRest({ url: 'http://127.0.0.1:4000', adminKey });
 * const { data, error } = await rest.POST('/channels/{channel}/events', {
 *   params: { path: { channel: 'news' } },
 *   body: { name: 'headline', data: { text: 'Hello' } },
 * });
 * ```
 *
 * @throws TypeError when the address is none.
 */
export function createParleyRest(options: ParleyRestOptions): ParleyRest {
  const { url, fetch } = options;
  const client = createClient<paths>({
    baseUrl: apiAddress(url, '/api/v1', 'http'),
    ...(fetch ? { fetch } : {}),
  });
  client.use({
    async onRequest({ request }) {
      for (const [name, value] of Object.entries(await headersFor(options))) request.headers.set(name, value);
      return request;
    },
  });
  return client;
}

async function headersFor(credentials: RestCredentials): Promise<Record<string, string>> {
  if ('adminKey' in credentials) return { 'api-key': credentials.adminKey };
  const { key, token } = credentials;
  const bearer = typeof token === 'function' ? await token() : token;
  return bearer === undefined
    ? { 'x-parley-key': key }
    : { 'x-parley-key': key, authorization: `Bearer ${bearer}` };
}

export type { components, operations, paths } from './rest/generated/openapi.ts';
