import { z } from 'zod';
import { APP_SECRET, type TestServer } from '../harness/test-server.ts';

/** What every answer of the service is: these four, and nothing else. */
export const Envelope = z.strictObject({
  code: z.int(),
  data: z.unknown(),
  message: z.string(),
  Error: z.string().nullable(),
});
export type Envelope = z.infer<typeof Envelope>;

export const SUCCESS: Envelope = { code: 0, data: {}, message: 'Success', Error: null };

const Records = z.array(
  z.strictObject({
    id: z.string().regex(/^[0-9a-f]{24}$/),
    channel: z.union([z.string(), z.array(z.string())]),
    event: z.string(),
    data: z.unknown(),
    createdAt: z.iso.datetime(),
  }),
);
export type StoredMessage = z.infer<typeof Records>[number];

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Envelope;
}

export interface HttpCall {
  readonly method?: string;
  /** JSON, unless it is text already. */
  readonly body?: unknown;
  /** Null: no Authorization at all. */
  readonly key?: string | null;
  readonly headers?: { readonly [name: string]: string };
}

/** A call as a backend makes it. Fails when the answer is not in the service's own form, or its code is not its status. */
export async function call(server: TestServer, path: string, options: HttpCall = {}): Promise<HttpAnswer> {
  const { method = 'POST', body, key = APP_SECRET, headers = {} } = options;
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `key=${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const envelope = Envelope.parse(await response.json());
  const isSuccess = envelope.code === 0;
  if (isSuccess !== response.ok || isSuccess !== (envelope.Error === null))
    throw new Error('two outcomes in one');
  if (!isSuccess && envelope.code !== response.status) throw new Error('the code is not the status');
  return { status: response.status, headers: response.headers, body: envelope };
}

/** The status and the error that a call is refused with. */
export async function refusal(server: TestServer, path: string, options?: HttpCall): Promise<string> {
  const { status, body } = await call(server, path, options);
  return `${status} ${body.Error}`;
}

/** Sends a message, and fails when that is refused. */
export async function send(
  server: TestServer,
  message: { channel: unknown; event?: string; data?: unknown },
  key = APP_SECRET,
): Promise<void> {
  const { body } = await call(server, '/wssv/send', { body: message, key });
  if (body.code !== 0) throw new Error(`${body.code} ${body.Error}: ${body.message}`);
}

/** The messages that a list answers with; `query` as it goes over the wire. */
export async function list(server: TestServer, query = '', key = APP_SECRET): Promise<StoredMessage[]> {
  const { body } = await call(server, `/wssv/message${query}`, { method: 'GET', key });
  if (body.code !== 0) throw new Error(`${body.code} ${body.Error}: ${body.message}`);
  return Records.parse(body.data);
}
