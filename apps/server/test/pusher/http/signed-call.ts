import { createHash, createHmac } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { APP_KEY, APP_SECRET, type TestServer } from '../../harness/test-server.ts';

export interface SignedCall {
  readonly method?: string;
  /** With the query's own parameters, as they go over the wire. */
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly secret?: string;
  /** Seconds; default: now. */
  readonly timestamp?: number;
  /** Replaces what would be sent of the authentication. */
  readonly auth?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
  /** Sends the head alone, and waits. */
  readonly withholdsBody?: boolean;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A call signed by hand, byte for byte as given, with an `http.request` that adds nothing. */
export function signedCall(server: TestServer, call: SignedCall): Promise<RawAnswer> {
  const {
    method = call.body === undefined ? 'GET' : 'POST',
    body,
    headers = {},
    agent = false,
    withholdsBody,
  } = call;
  const { hostname, port } = new URL(server.url);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path: signedPath(call, method),
        headers: { ...length, ...headers },
        agent,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          if (withholdsBody) sent.destroy();
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    sent.on('error', reject);
    if (withholdsBody) sent.flushHeaders();
    else sent.end(body);
  });
}

/** The path with its query and the authentication, as it goes over the wire. */
export function signedPath(call: SignedCall, method: string): string {
  const { key = APP_KEY, secret = APP_SECRET, body } = call;
  const [path = '', query = ''] = call.path.split('?', 2);
  const timestamp = call.timestamp ?? Math.floor(Date.now() / 1000);
  const digest = body === undefined ? {} : { body_md5: createHash('md5').update(body).digest('hex') };
  const auth = {
    auth_key: key,
    auth_timestamp: String(timestamp),
    auth_version: '1.0',
    ...digest,
    ...call.auth,
  };
  const own = [...new URLSearchParams(query)];
  const pairs = [...own, ...Object.entries(auth)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const text = `${method}\n${path}\n${pairs.map((pair) => pair.join('=')).join('&')}`;
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  const sent = new URLSearchParams({ ...auth, auth_signature: call.auth?.auth_signature ?? signature });
  return `${path}?${query === '' ? '' : `${query}&`}${sent}`;
}
