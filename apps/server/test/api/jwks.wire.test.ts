import { createServer, type Server } from 'node:http';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';

interface Signer {
  readonly alg: 'RS256' | 'ES256';
  readonly kid: string;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

let server: TestServer;
let keyServer: Server;
let rsa: Signer;
let rsa2: Signer;
let ec: Signer;

beforeAll(async () => {
  server = await startTestServer();
  [rsa, rsa2, ec] = await Promise.all([signer('RS256', 'r1'), signer('RS256', 'r2'), signer('ES256', 'e1')]);
  const keys = [rsa.jwk, rsa2.jwk, ec.jwk];
  keyServer = createServer(({ url }, response) => {
    response.statusCode = url === '/fails' ? 500 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(url === '/nonsense' ? 'no keys' : JSON.stringify({ keys }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => keyServer.once('listening', resolve));
  await useKeysAt(`${keyServerUrl()}/jwks.json`);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  keyServer.closeAllConnections();
  await new Promise((resolve) => keyServer.close(resolve));
});

function keyServerUrl(): string {
  const address = keyServer.address();
  if (address === null || typeof address === 'string') throw new Error('the key server does not listen');
  return `http://127.0.0.1:${address.port}`;
}

async function useKeysAt(jwksUrl: string): Promise<void> {
  const { status } = await adminRest(server)('PATCH', '/apps/default', { settings: { jwksUrl } });
  expect(status).toBe(200);
}

async function signer(alg: Signer['alg'], kid: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, publicKey, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

function sign({ alg, kid, privateKey }: Signer, header: { kid?: string } = { kid }): Promise<string> {
  return new SignJWT({ sub: 'ann', channels: ['private-*'] })
    .setProtectedHeader({ alg, ...header })
    .setExpirationTime('1h')
    .sign(privateKey);
}

const whoAmI = (token: string) => restClient(server, clientHeaders(token))('GET', '/session');

test('tokens signed with RS256 and ES256 are checked with the public keys behind the app’s URL', async () => {
  for (const one of [rsa, ec]) {
    expect(await whoAmI(await sign(one))).toMatchObject({ status: 200, body: { kind: 'user', user: 'ann' } });
  }
});

test('a token that names no key is checked with every key of its kind', async () => {
  for (const one of [rsa, rsa2, ec]) expect(await whoAmI(await sign(one, {}))).toMatchObject({ status: 200 });
  const stranger = await signer('RS256', 'r9');
  expect(await whoAmI(await sign(stranger, {}))).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
});

test('a public key is never taken for a secret', async () => {
  for (const secret of [await exportSPKI(rsa.publicKey), JSON.stringify(rsa.jwk)]) {
    const token = await new SignJWT({ sub: 'ann' })
      .setProtectedHeader({ alg: 'HS256', kid: rsa.kid })
      .setExpirationTime('1h')
      .sign(Buffer.from(secret));
    expect(await whoAmI(token)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  }
});

test('a token by a stranger, or that points at another key, is refused', async () => {
  const stranger = await signer('RS256', rsa.kid);
  expect(await whoAmI(await sign(stranger))).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
  expect(await whoAmI(await sign(rsa, { kid: 'nowhere' }))).toMatchObject({ status: 401 });
  expect(await whoAmI(await sign(rsa, { kid: ec.kid }))).toMatchObject({ status: 401 });
});

test.each([
  ['nobody answers', 'http://127.0.0.1:1/keys'],
  ['the answer is an error', '/fails'],
  ['the answer is no key set', '/nonsense'],
])('while %s, clients are told to try again, and the app’s own secret still works', async (_what, url) => {
  await useKeysAt(url.startsWith('/') ? keyServerUrl() + url : url);
  const { status, body, headers } = await whoAmI(await sign(rsa));
  expect([status, body]).toEqual([503, expect.objectContaining({ code: 'unavailable', retryAfterMs: 5000 })]);
  expect(headers.get('retry-after')).toBe('5');
  expect(await whoAmI(await appToken({ sub: 'ann' }))).toMatchObject({ status: 200 });
});
