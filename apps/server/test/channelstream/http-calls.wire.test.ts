import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ADMIN_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { answered, caller } from './http-caller.ts';
import { signedToken } from './http-token.ts';

const SIGNED = [
  '/connect',
  '/subscribe',
  '/unsubscribe',
  '/message',
  '/user_state',
  '/channel_config',
  '/info',
];
/** Behind a proxy that says who called, and whether by HTTPS. */
const SETTINGS = {
  PARLEY_TRUST_PROXY: 'loopback',
  PARLEY_CHANNELSTREAM_ALLOW_FROM: '10.0.0.0/8,2001:db8::/32',
  PARLEY_CHANNELSTREAM_HTTPS_ONLY: 'true',
  PARLEY_CHANNELSTREAM_CHECK_AGE: 'false',
  PARLEY_ALLOWED_ORIGINS: 'https://shop.example',
};

let server: TestServer;
let strict: TestServer;
beforeAll(async () => {
  [server, strict] = await Promise.all([startTestServer(), startTestServer(SETTINGS)]);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await strict[Symbol.asyncDispose]();
});

async function send(path: string, init: RequestInit = {}, on = server) {
  return answered(await fetch(`${on.url}${path}`, init));
}

/** What a handshake at the strict server is answered with. */
async function upgradeStatus(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const socket = new WebSocket(`${strict.wsUrl}/ws`, { headers });
  try {
    return await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('upgrade', ({ statusCode }) => resolve(statusCode));
      socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
    });
  } finally {
    socket.on('error', () => {});
    socket.terminate();
  }
}

describe('who may call', () => {
  test('without a signature a call is forbidden, with a bad one not authorised; its body is not looked at', async () => {
    for (const path of SIGNED) {
      const none = await send(path, { method: 'POST', body: '{' });
      expect([none.status, none.body], path).toEqual([403, { request: expect.any(String) }]);
      for (const secret of [
        APP_SECRET,
        'x.y.z',
        signedToken({ secret: 'another' }),
        signedToken({ seconds: 1_600_000_000 }),
      ]) {
        const headers = { 'X-Channelstream-Secret': secret };
        const bad = await send(path, { method: 'POST', body: '{', headers });
        expect([bad.status, bad.body], path).toEqual([401, { request: 'Bad Signature' }]);
      }
    }
  });

  test('a token may stand in the query, spelt with a raw plus too; the header comes first', async () => {
    let token = signedToken();
    // Some signer's alphabet; the signature is over the characters that are sent.
    while (!/[-_]/.test(token.split('.').at(-1) ?? '')) token = signedToken({ value: `v${Math.random()}` });
    const raw = token.replace(/[^.]+$/, (part) => part.replaceAll('-', '+').replaceAll('_', '/'));
    expect((await send(`/info?secret=${raw}`)).status).toBe(200);
    expect((await send(`/info?secret=${encodeURIComponent(raw)}=`)).status).toBe(200);
    const headers = { 'x-channelstream-secret': 'bad' };
    expect((await send(`/info?secret=${raw}`, { headers })).status).toBe(401);
    expect((await send('/info?secret=bad', { headers: { 'x-channelstream-secret': token } })).status).toBe(
      200,
    );
  });

  test('a token of an app opens that app and no other', async () => {
    const headers = { 'api-key': ADMIN_KEY, 'content-type': 'application/json' };
    const body = JSON.stringify({ id: 'second', name: 'Second' });
    const made = await send('/api/v1/apps', { method: 'POST', headers, body });
    expect(made.status).toBe(201);
    const call = caller(server, () => signedToken({ value: 'second' }));
    expect((await call('GET', '/info')).status).toBe(401);
  });

  test('a token that is there must hold on paths that need none', async () => {
    for (const path of ['/disconnect?conn_id=5', '/listen?conn_id=5']) {
      expect((await send(path)).status, path).toBe(422);
      expect((await send(`${path}&secret=bad`)).body, path).toEqual({ request: 'Bad Signature' });
    }
  });

  test('backends call from the addresses that are set, by HTTPS if it is set; old signatures pass where their age is not looked at', async () => {
    const secret = signedToken({ seconds: 1_600_000_000 });
    const by = (headers: Record<string, string>) =>
      send('/info', { headers: { 'x-channelstream-secret': secret, ...headers } }, strict);
    const https = { 'x-forwarded-proto': 'https' };
    for (const address of ['10.9.8.7', '2001:db8::5']) {
      expect((await by({ ...https, 'x-forwarded-for': address })).status).toBe(200);
    }
    const elsewhere = await by({ ...https, 'x-forwarded-for': '11.0.0.1' });
    expect([elsewhere.status, elsewhere.body]).toEqual([403, { request: expect.any(String) }]);
    expect((await by({ 'x-forwarded-for': '10.9.8.7' })).status).toBe(406);
    expect((await send('/disconnect?conn_id=5', {}, strict)).status).toBe(406);
    expect((await send('/healthz', {}, strict)).status).toBe(200);
  });

  test('no WebSocket is opened over plain HTTP where only HTTPS is served, nor for a page of another origin', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const own = { ...https, origin: 'https://shop.example' };
    expect(await upgradeStatus({ origin: 'https://shop.example' })).toBe(406);
    expect(await upgradeStatus({ ...https, origin: 'https://evil.example' })).toBe(403);
    expect(await upgradeStatus(own)).toBe(101);
  });
});

describe('how calls are answered', () => {
  test('a wrong method or path is not found, whoever asks', async () => {
    for (const path of SIGNED) {
      const wrong = await send(path, { method: 'PUT', body: '{' });
      expect([wrong.status, wrong.body], path).toEqual([404, { request: expect.any(String) }]);
    }
    expect((await send('/message')).status).toBe(404);
    expect((await send('/messages', { method: 'POST' })).status).toBe(404);
    expect((await send('/listen', { method: 'HEAD' })).status).toBe(404);
  });

  test('malformed and empty JSON is a bad request, another shape of it invalid; content types are of no consequence', async () => {
    const call = caller(server);
    for (const [method, path] of [
      ['POST', '/connect'],
      ['POST', '/subscribe'],
      ['POST', '/unsubscribe'],
      ['POST', '/user_state'],
      ['POST', '/channel_config'],
      ['POST', '/message'],
      ['PATCH', '/message'],
      ['DELETE', '/message'],
    ] as const) {
      for (const body of [undefined, '', '{', '\ud800', '[}']) {
        const bad = await call(method, path, body);
        expect([bad.status, bad.body], `${method} ${path} ${body}`).toEqual([
          400,
          { request: 'Malformed JSON' },
        ]);
      }
      for (const body of ['5', 'null', '"x"', path === '/message' ? '{}' : '[]']) {
        const odd = await call(method, path, body);
        expect([odd.status, odd.body], `${method} ${path} ${body}`).toEqual([
          422,
          { _schema: ['Invalid input type.'] },
        ]);
      }
    }
    for (const field of ['message', 'more']) {
      // One level for the list and one for the message.
      const nested = (levels: number) =>
        call(
          'POST',
          '/message',
          `[{"channel":"x","user":"u","${field}":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}]`,
        );
      expect((await nested(254)).status, field).toBe(200);
      const deep = await nested(255);
      expect([deep.status, deep.body], field).toEqual([
        400,
        { request: 'JSON may be nested 256 levels deep' },
      ]);
    }
    for (const type of ['', 'text/plain', 'application/x-www-form-urlencoded', '/']) {
      const headers = { 'x-channelstream-secret': signedToken(), 'content-type': type };
      const posted = await send('/info', { method: 'POST', body: '{"info":{}}', headers });
      expect(posted.status, type).toBe(200);
    }
    expect((await call('POST', '/info', '\xff{')).status).toBe(400);
  });

  test('a body without end is cut off', async () => {
    const large = await caller(server)('POST', '/message', `["${'x'.repeat(9_000_000)}"]`);
    expect([large.status, large.body]).toEqual([413, { request: expect.any(String) }]);
  });

  test('pages of any origin may call, and are told of errors too', async () => {
    for (const init of [
      {},
      { method: 'POST' },
      { method: 'PUT' },
      { headers: { 'x-channelstream-secret': 'bad' } },
      { headers: { 'x-channelstream-secret': signedToken() } },
    ]) {
      const headers = { ...init.headers, origin: 'https://shop.example' };
      const told = await send('/info', { ...init, headers });
      expect(told.headers.get('access-control-allow-origin')).toBe('*');
    }
    const preflight = await send('/message', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'content-type,x-channelstream-secret',
      },
    });
    expect([preflight.status, preflight.body]).toEqual([200, '']);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('X-Channelstream-Secret');
    expect(preflight.headers.get('access-control-max-age')).toBe('86400');
    for (const path of [...SIGNED, '/listen', '/disconnect']) {
      const plain = await send(path, { method: 'OPTIONS' });
      expect([plain.status, plain.body], path).toEqual([200, '']);
    }
  });

  test('where origins are named, only their pages may call, and no text that merely holds one of them is one', async () => {
    for (const [origin, allowed] of [
      ['https://shop.example', 'https://shop.example'],
      ['https://shop.example.evil.example', null],
      ['https://other.example', null],
    ] as const) {
      const told = await send('/info', { headers: { origin } }, strict);
      expect(told.headers.get('access-control-allow-origin'), origin).toBe(allowed);
    }
  });

  test('nothing of all this was a fault of the server', () => {
    expect(server.errors).toEqual([]);
    expect(strict.errors).toEqual([]);
  });
});
