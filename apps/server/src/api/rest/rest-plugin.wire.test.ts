import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SampleFeed } from './testing/sample-feed.ts';
import type { SampleContext } from './testing/sample-router.ts';
import { sampleRouter } from './testing/sample-router.ts';
import { type SampleServer, sampleServer } from './testing/sample-server.ts';

let sample: SampleServer;
beforeAll(async () => {
  sample = await sampleServer({ bodyLimit: 4096 });
});
afterAll(() => sample[Symbol.asyncDispose]());

const KEY = { 'api-key': 'sample' };

async function call(
  method: string,
  path: string,
  options: { json?: unknown; raw?: string; headers?: Record<string, string> } = {},
) {
  const hasBody = options.json !== undefined || options.raw !== undefined;
  const response = await fetch(sample.url + path, {
    method,
    headers: {
      ...KEY,
      ...(options.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(hasBody ? { body: options.raw ?? JSON.stringify(options.json) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}

/** A refusal in our own form is the whole body. */
function refusal(code: string, message: string | RegExp) {
  return {
    code,
    message: expect.stringMatching(message),
    retry: expect.any(String),
    fix: expect.any(String),
  };
}

test('a query string becomes the numbers, truths, lists and JSON that the schema asks for', async () => {
  const query =
    'limit=5&ratio=-1.5e2&drafts=false&tag=1&tag=true&level=7&owner=12&where=%7B%22done%22:true%7D&kind=2&order=oldest';
  const { status, body } = await call('GET', `/notes?${query}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    given: {
      limit: 5,
      ratio: -150,
      drafts: false,
      tag: ['1', 'true'],
      level: [7],
      owner: '12',
      where: { done: true },
      kind: 2,
      order: 'oldest',
    },
  });
});

test.each([
  ['limit=5x', /^limit: must be a number$/],
  ['limit=', /^limit: must be a number$/],
  ['limit=0x10', /^limit: /],
  ['limit=%205', /^limit: /],
  ['limit=1e999', /^limit: /],
  ['limit=9007199254740993', /exactly/],
  ['limit=1.5', /^limit: /],
  ['limit=1000', /^limit: /],
  ['limit=5&limit=6', /^limit: must be given once$/],
  ['drafts=yes', /^drafts: must be true or false$/],
  ['drafts=1', /^drafts: /],
  ['drafts', /^drafts: /],
  ['level=1&level=x', /^level: must be a number$/],
  ['where=%7B', /^where: must be JSON$/],
  ['where=%7B%22done%22:1%7D', /^where\.done: /],
  ['order=random', /^order: /],
  ['limt=5', /^limt: not known here/],
  ['__proto__=5', /__proto__: not known here/],
  ['constructor=5', /constructor: not known here/],
  ['tag=%E0%A4', /bad percent-escape/],
  ['tag=%', /bad percent-escape/],
])('the query string %s is refused, not guessed at', async (query, message) => {
  const { status, body } = await call('GET', `/notes?${query}`);
  expect(status).toBe(400);
  expect(body).toEqual(refusal('bad_request', message));
});

test('credentials in the query string are allowed on every operation', async () => {
  expect((await call('GET', '/notes?key=a&token=b')).status).toBe(200);
});

test.each([
  'room:1',
  'a/b',
  'a%2Fb',
  '100%',
  '%41',
  'a#b?c',
  'two words',
  'a+b',
  'Grüße 🎉',
  '..',
  '.',
  'é',
  'x'.repeat(255),
])('the channel name %s in a path arrives as it is', async (channel) => {
  const path = `/channels/${encodeURIComponent(channel).replaceAll('.', '%2E')}/events`;
  const { status, body } = await raw('POST', path, JSON.stringify({ name: 'n', data: 1 }));
  expect([status, body]).toEqual([200, { id: channel, at: 1, echo: 1 }]);
});

/** A request whose path is sent as it stands: fetch would tidy it up. */
function raw(method: string, path: string, payload: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const { port } = new URL(sample.url);
    const outgoing = httpRequest(
      {
        port,
        method,
        path: `/api/v1${path}`,
        headers: { ...KEY, 'content-type': 'application/json', ...headers },
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        incoming.on('end', () => resolve({ status: incoming.statusCode, body: JSON.parse(text) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

test.each(['/channels/%/events', '/channels/%E0%A4%A/events', '/channels/%C3/events', '/notes/%zz'])(
  'the bad percent-escape in %s is a bad request in our form',
  async (path) => {
    const { status, body } = await raw('POST', path, '{"name":"n","data":1}');
    expect(status).toBe(400);
    expect(body).toEqual(refusal('bad_request', /escape/));
  },
);

test('a number in a path is read as strictly as in a query', async () => {
  expect((await call('GET', '/notes/12')).body).toMatchObject({ id: 12 });
  for (const junk of ['12x', '0x1', '', ' 1', '1e400']) {
    const { status } = await call('GET', `/notes/${encodeURIComponent(junk)}`);
    expect([400, 404]).toContain(status);
  }
});

test('a literal path wins over a parameter, and keeps its methods to itself', async () => {
  expect((await call('POST', '/notes/batch', { json: [{ id: 1, text: 'a' }] })).body).toEqual({ count: 1 });
  const wrong = await call('GET', '/notes/batch');
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('POST');
});

test('a body may be an array, checked item by item', async () => {
  const bad = await call('POST', '/notes/batch', {
    json: [
      { id: 1, text: 'a' },
      { id: 'x', text: 'b' },
    ],
  });
  expect([bad.status, bad.body]).toEqual([400, refusal('bad_request', /^\[1\]\.id: /)]);
  expect((await call('POST', '/notes/batch', { json: [{ id: 1, text: 'a' }] })).status).toBe(202);
});

test("a body may be one field's value beside path and query", async () => {
  expect((await call('PUT', '/notes/3/tags?dry=true', { json: ['x', 'y'] })).body).toEqual(['x', 'y']);
});

test('text goes in and comes out as text', async () => {
  const { body, headers } = await call('PUT', '/notes/3/text', {
    raw: '{"not": json',
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
  });
  expect(body).toBe('3: {"not": json');
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('a body cannot say again, or otherwise, what the path says', async () => {
  for (const channel of ['a', 'b']) {
    const { status, body } = await call('POST', '/channels/a/events', {
      json: { channel, name: 'n', data: 1 },
    });
    expect([status, body]).toEqual([400, refusal('bad_request', /^channel: it is given by the path/)]);
  }
});

test('a misspelt key is refused at any depth, a payload of any shape is not looked into', async () => {
  const top = await call('POST', '/notes', { json: { note: { id: 1, text: 'a' }, Silent: true } });
  expect([top.status, top.body]).toEqual([400, refusal('bad_request', /^Silent: not known here/)]);
  const deep = await call('POST', '/notes', { json: { note: { id: 1, text: 'a', txet: 'b' } } });
  expect(deep.body).toEqual(refusal('bad_request', /^note\.txet: not known here/));
  const data = { anything: { goes: [1, { here: null }] } };
  const open = await call('POST', '/channels/a/events', { json: { name: 'n', data } });
  expect(open.body).toMatchObject({ echo: data });
});

test('__proto__ and constructor keys never reach a prototype, and travel in payloads unharmed', async () => {
  const top = await call('POST', '/notes', {
    raw: '{"__proto__":{"note":{"id":1,"text":"a"}}}',
    headers: json,
  });
  expect(top.status).toBe(400);
  const payload = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}';
  const { status, body } = await call('POST', '/channels/a/events', {
    raw: `{"name":"n","data":${payload}}`,
    headers: json,
  });
  expect([status, JSON.stringify(body)]).toEqual([200, `{"id":"a","at":1,"echo":${payload}}`]);
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
});

const json = { 'content-type': 'application/json' };

test.each([
  ['truncated JSON', '{"note":', 400, 'bad_request'],
  ['no JSON at all', 'hello', 400, 'bad_request'],
  ['a JSON value of another kind', '[1]', 400, 'bad_request'],
  ['null', 'null', 400, 'bad_request'],
  ['nothing', '', 400, 'bad_request'],
  ['a missing field', '{}', 400, 'bad_request'],
  ['a hundred thousand brackets', '['.repeat(4000), 400, 'bad_request'],
  ['more than the limit', `{"note":{"id":1,"text":"${'x'.repeat(5000)}"}}`, 413, 'payload_too_large'],
])('a body with %s is answered', async (_name, text, status, code) => {
  const answer = await call('POST', '/notes', { raw: text, headers: json });
  expect([answer.status, answer.body]).toEqual([status, refusal(code, /./)]);
});

test('invalid UTF-8 is a bad request', async () => {
  const response = await fetch(`${sample.url}/notes`, {
    method: 'POST',
    headers: { ...KEY, ...json },
    body: Buffer.from([0x7b, 0xff, 0x7d]),
  });
  expect([response.status, await response.json()]).toEqual([400, refusal('bad_request', /UTF-8/)]);
});

test.each([
  ['none', {}],
  ['another', { 'content-type': 'text/xml' }],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['another charset', { 'content-type': 'application/json; charset=latin1' }],
])(
  'a content type that an operation cannot read is refused: %s',
  async (_name, headers: Record<string, string>) => {
    const { status, body } = await call('POST', '/notes', {
      raw: '{"note":{"id":1,"text":"a"}}',
      headers: { 'content-type': '', ...headers },
    });
    expect([status, body]).toEqual([415, refusal('unsupported_media_type', /application\/json/)]);
  },
);

test('a compressed body is refused', async () => {
  const { status, body } = await call('POST', '/notes', {
    raw: 'x',
    headers: { ...json, 'content-encoding': 'gzip' },
  });
  expect([status, body]).toEqual([415, refusal('unsupported_media_type', /content encoding/)]);
});

test('an operation without a body takes an empty one, and no other', async () => {
  const empty = await call('DELETE', '/notes/1', { headers: json });
  expect([empty.status, empty.body]).toEqual([204, '']);
  const full = await call('DELETE', '/notes/1', { json: { id: 1 } });
  expect([full.status, full.body]).toEqual([400, refusal('bad_request', /takes no body/)]);
});

test('a status of its own, and no body with 204', async () => {
  const added = await call('POST', '/notes', { json: { note: { id: 1, text: 'a' } } });
  expect([added.status, added.body]).toEqual([201, { id: 1, text: 'a', tags: [] }]);
});

test.each([
  ['PUT', '/notes/3/mark/read', undefined],
  ['GET', '/notes/3/mark/read', undefined],
  ['POST', '/notes/mark', { id: 3, mark: 'read' }],
])('every alias of an operation does the same: %s %s', async (method, path, json) => {
  const { status, body } = await call(method, path, { headers: { by: 'Zo\u00eb' }, ...(json && { json }) });
  expect([status, body]).toEqual([200, { id: 3, mark: 'read', by: 'Zoë' }]);
});

test('a change that is made by GET is not made by HEAD', async () => {
  expect((await call('HEAD', '/notes/3/mark/read')).status).toBe(405);
});

test('where any content type will do, a body is JSON whatever it is called, and an empty object is no body', async () => {
  for (const type of ['text/xml', 'application/x-www-form-urlencoded', '']) {
    const { status, body } = await call('POST', '/notes/mark', {
      raw: '{"id":3,"mark":"read"}',
      headers: { 'content-type': type },
    });
    expect([status, body]).toEqual([200, { id: 3, mark: 'read', by: 'nobody' }]);
  }
  const empty = { raw: ' {}', headers: { 'content-type': 'text/plain' } };
  expect((await call('PUT', '/notes/3/mark/read', empty)).status).toBe(200);
  expect((await call('PUT', '/notes/3/mark/read', { json: { mark: 'starred' } })).status).toBe(400);
});

test('an operation refuses in words of its own where it has some, and a field in those of its schema', async () => {
  const stranger = await call('PUT', '/notes/3/mark/read', { headers: { 'api-key': 'wrong' } });
  expect([stranger.status, stranger.body]).toEqual([401, refusal('unauthenticated', /^No key, no mark!$/)]);
  const unknown = await call('PUT', '/notes/3/mark/torn');
  expect([unknown.status, unknown.body]).toEqual([400, refusal('bad_request', /^No such mark!$/)]);
});

test('who is calling is found out before the request is read', async () => {
  for (const key of ['', 'wrong']) {
    const headers = { ...json, 'api-key': key };
    expect((await call('POST', '/notes', { raw: '{"note":', headers })).status).toBe(401);
    expect((await call('GET', '/notes?limit=x', { headers: { 'api-key': key } })).status).toBe(401);
  }
});

test('every answer is told to whoever counts them, once, those to strangers and unknown paths too', async () => {
  const told: Array<[caller: boolean, status: number | null]> = [];
  const counted = await sampleServer({
    answered: (context, status) => told.push([context !== null, status]),
  });
  await using _closed = counted;
  const statuses = async (path: string, key: string) => {
    const response = await fetch(`${counted.url}${path}`, { headers: { 'api-key': key } });
    await response.text();
    await expect.poll(() => told.length).toBe(1);
    return told.splice(0);
  };
  expect(await statuses('/notes/1', 'sample')).toEqual([[true, 200]]);
  expect(await statuses('/notes/2000', 'sample')).toEqual([[true, 404]]);
  expect(await statuses('/notes/1', 'wrong')).toEqual([[false, 401]]);
  expect(await statuses('/nowhere', 'sample')).toEqual([[false, 404]]);
});

test('a wrong method says which would be right', async () => {
  const { status, headers, body } = await call('PATCH', '/notes', { raw: 'not even JSON', headers: json });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  expect(body).toEqual(refusal('method_not_allowed', /GET, HEAD, POST/));
  const options = await call('OPTIONS', '/notes');
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST']);
});

test('HEAD answers as GET would, without the body, and never opens a stream', async () => {
  const head = await call('HEAD', '/notes/12');
  expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, '', '30']);
  expect((await call('HEAD', '/channels/a/events')).status).toBe(405);
});

test('an unknown path is answered in our form', async () => {
  for (const path of ['/nowhere', '/notes/1/2/3', '']) {
    const { status, body } = await call('GET', path);
    expect([status, body]).toEqual([404, refusal('not_found', /path/)]);
  }
});

test('refusals of the procedure and of its context come as they are, with their headers', async () => {
  const conflict = await call('POST', '/notes', { json: { note: { id: 409, text: 'a' } } });
  expect([conflict.status, conflict.body]).toEqual([409, refusal('conflict', /such a note/)]);
  for (const headers of [{ 'api-key': '' }, { 'api-key': 'wrong' }]) {
    const { status, body, headers: sent } = await call('GET', '/notes', { headers });
    expect([status, body]).toEqual([401, refusal('unauthenticated', /./)]);
    expect(sent.get('www-authenticate')).toBe('Bearer realm="parley"');
  }
  const wait = await call('GET', '/trouble/wait');
  expect(wait.status).toBe(429);
  expect(wait.headers.get('retry-after')).toBe('2');
  expect(wait.body).toMatchObject({ code: 'rate_limited', retryAfterMs: 1200 });
});

test('a fault of the server is logged with its cause and shown without it', async () => {
  const { status, body } = await call('POST', '/trouble/crash');
  expect([status, body]).toEqual([500, refusal('internal', /^The server failed/)]);
  expect(JSON.stringify(body)).not.toContain('hunter2');
  expect(sample.log.join('')).toContain('hunter2');
});

test('a procedure without REST meta is not reachable', async () => {
  expect((await call('GET', '/trouble/hidden')).status).toBe(404);
});

test('answers are not kept by caches', async () => {
  expect((await call('GET', '/notes/1')).headers.get('cache-control')).toBe('no-store');
  expect((await call('GET', '/nowhere')).headers.get('cache-control')).toBe('no-store');
});

test('REST calls do not change what the procedures accept by tRPC', async () => {
  await call('GET', '/notes?limit=5&drafts=true&tag=a');
  await call('POST', '/notes', { json: { note: { id: 1, text: 'a' } } });
  const context: SampleContext = { caller: 'sample', openFeed: (input) => new SampleFeed(input) };
  const caller = sampleRouter.createCaller(context);
  const loose = (value: unknown) => JSON.parse(JSON.stringify(value));
  await expect(caller.notes.list(loose({ limit: '5' }))).rejects.toThrow();
  await expect(caller.notes.list(loose({ drafts: 'true' }))).rejects.toThrow();
  await expect(caller.notes.list(loose({ tag: 'a' }))).rejects.toThrow();
  await expect(caller.notes.add(loose({ note: { id: 1, text: 'a', more: 1 } }))).resolves.toEqual({
    id: 1,
    text: 'a',
    tags: [],
  });
});
