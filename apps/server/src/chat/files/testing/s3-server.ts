import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { byteRange } from '../../../http/byte-range.ts';
import type { BucketSettings } from '../storage/bucket-settings.ts';
import { sigV4Fault } from './sigv4.ts';

/** A service that speaks as much of S3 as files need, checks every signature, and keeps its objects in memory. */
export interface S3Server extends AsyncDisposable {
  readonly settings: BucketSettings;
  readonly objects: ReadonlyMap<string, Buffer>;
  /** The methods of the requests that were answered, in order. */
  readonly answered: readonly string[];
  /** Answers everything with 503 from now on, or no longer. */
  break(isBroken: boolean): void;
}

const KEYS = { accessKeyId: 'AKTEST', secretAccessKey: 'secret/of+the test', region: 'eu-test-1' };
const BUCKET = 'chat';

export async function s3Server(clock: { now(): number }): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const answered: string[] = [];
  let isBroken = false;
  const server = createServer(async (request, response) => {
    response.once('finish', () => answered.push(request.method ?? ''));
    const fault = isBroken ? 'ServiceUnavailable' : sigV4Fault(request, KEYS, clock.now());
    if (fault === null) return answer(objects, request, response);
    request.resume();
    response.writeHead(isBroken ? 503 : 403).end(`<Error><Code>${fault}</Code></Error>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    settings: { endpoint: `http://127.0.0.1:${port}/`, bucket: BUCKET, ...KEYS },
    objects,
    answered,
    break: (broken) => {
      isBroken = broken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const key = pathname.slice(`/${BUCKET}/`.length);
  if (request.method === 'PUT') {
    objects.set(key, Buffer.concat(await request.toArray()));
    response.end();
  } else if (request.method === 'DELETE') {
    objects.delete(key);
    response.writeHead(204).end();
  } else if (pathname === `/${BUCKET}`) {
    const found = [...objects.keys()].filter((name) => name.startsWith(searchParams.get('prefix') ?? ''));
    // Fewer than a real one gives at once, so that who asks has to ask again.
    const contents = found.slice(0, 2).map((name) => `<Contents><Key>${name}</Key></Contents>`);
    response.end(`<ListBucketResult>${contents.join('')}</ListBucketResult>`);
  } else {
    give(objects.get(key), request, response);
  }
}

function give(content: Buffer | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (!content) {
    response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    return;
  }
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  for (const name of ['content-type', 'content-disposition']) {
    const value = searchParams.get(`response-${name}`);
    if (value !== null) response.setHeader(name, value);
  }
  const range = byteRange(request.headers.range, content.length);
  const part =
    range === null || range === 'unsatisfiable' ? content : content.subarray(range.start, range.end + 1);
  response.writeHead(part === content ? 200 : 206, { 'content-length': part.length });
  response.end(request.method === 'HEAD' ? undefined : part);
}
