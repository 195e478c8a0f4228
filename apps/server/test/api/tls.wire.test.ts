import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../../src/config/read-settings.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { selfSigned } from '../harness/self-signed.ts';
import { APP_KEY, startTestServer } from '../harness/test-server.ts';

function fetchOverTls(url: string, ca: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    }).on('error', reject);
  });
}

test('with a certificate the port speaks TLS: HTTP and WebSockets alike, and nothing in the clear', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-tls-'));
  try {
    const { certificate, key } = selfSigned();
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    await Promise.all([writeFile(certFile, certificate), writeFile(keyFile, key)]);
    await using server = await startTestServer({ PARLEY_TLS_CERT: certFile, PARLEY_TLS_KEY: keyFile });
    expect(server.url).toMatch(/^https:/);
    expect(await fetchOverTls(`${server.url}/healthz`, certificate)).toEqual({
      status: 200,
      text: '{"status":"ok"}',
    });
    using socket = await rawSocket(server, { key: APP_KEY }, { ca: certificate });
    socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
    expect(await socket.frames.until(() => true)).toMatchObject({
      result: { data: { json: { app: 'default' } } },
    });
    await expect(fetch(server.url.replace('https', 'http'))).rejects.toThrow();
    expect(server.errors).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a certificate without its key is a mistake that is told at the start', () => {
  expect(() => readSettings({ PARLEY_TLS_CERT: '/nowhere.pem' })).toThrow('PARLEY_TLS_KEY');
});
