import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { sampleRouter } from '../testing/sample-router.ts';
import { docsPlugin } from './docs-plugin.ts';

const server = fastify();
const document = openApiDocument(sampleRouter, { version: '1.0.0' });
let url: string;
beforeAll(async () => {
  await server.register(docsPlugin, { document: () => document });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

test('the document is served, and not sent again to who has it', async () => {
  const first = await fetch(`${url}/openapi.json`);
  expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await first.json()).toEqual(document);
  const etag = first.headers.get('etag') ?? '';
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await fetch(`${url}/openapi.json`, { headers: { 'if-none-match': known } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
  expect((await fetch(`${url}/openapi.json`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
});

test('the page takes everything from this server and allows no inline script', async () => {
  const response = await fetch(`${url}/docs`);
  const html = await response.text();
  expect(html).toContain('<title>Parley</title>');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toContain("default-src 'none'");
  expect(html).not.toMatch(/<script>|https?:\/\/|\son\w+=/);
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
  expect(parts).toHaveLength(5);
  for (const path of parts) {
    const part = await fetch(url + path);
    expect([path, part.status]).toEqual([path, 200]);
    expect((await part.arrayBuffer()).byteLength).toBeGreaterThan(0);
  }
});

test('the address with a slash at the end leads to the page', async () => {
  const response = await fetch(`${url}/docs/`, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([308, '/docs']);
});
