import { initTRPC } from '@trpc/server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { rest } from '../rest.ts';
import type { ApiMeta } from '../rest-meta.ts';
import { sampleRouter } from '../testing/sample-router.ts';
import { openApiDocument } from './openapi-document.ts';

const document = openApiDocument(sampleRouter, { version: '1.2.3' });

test('the same router gives the same document, and making it changes no schema', () => {
  expect(JSON.stringify(openApiDocument(sampleRouter, { version: '1.2.3' }))).toBe(JSON.stringify(document));
});

test('every operation with REST meta is in the document under its method and path, and no other', () => {
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => `${method} ${path} ${operation.operationId}`),
  );
  expect(routes).toEqual([
    'get /notes notesList',
    'post /notes notesAdd',
    'post /notes/batch notesBatch',
    'get /notes/{id} notesGet',
    'delete /notes/{id} notesRemove',
    'put /notes/{id}/text notesText',
    'put /notes/{id}/mark/{mark} notesMark',
    'get /notes/{id}/mark/{mark} notesMarkByGet',
    'post /notes/mark notesMarkOf',
    'put /notes/{id}/tags notesTags',
    'post /channels/{channel}/events channelsPublish',
    'get /channels/{channel}/events channelsSubscribe',
    'get /count channelsCount',
    'post /trouble/crash troubleCrash',
    'get /trouble/wait troubleWait',
  ]);
});

test('a schema whose two directions differ appears in both forms', () => {
  const { Note, NoteInput } = document.components.schemas;
  expect(Note?.required).toEqual(['id', 'text', 'tags']);
  expect(NoteInput?.required).toEqual(['id', 'text']);
  expect([Note?.additionalProperties, NoteInput?.additionalProperties]).toEqual([undefined, false]);
  expect(document.components.schemas.ChannelNameInput).toBeUndefined();
});

test('an array or a text body is described as one', () => {
  const batch = document.paths['/notes/batch']?.post?.requestBody?.content['application/json']?.schema;
  expect(batch).toMatchObject({ type: 'array', items: { $ref: '#/components/schemas/NoteInput' } });
  const text = document.paths['/notes/{id}/text']?.put;
  expect(Object.keys(text?.requestBody?.content ?? {})).toEqual(['text/plain']);
  expect(text?.responses['200']).toMatchObject({ content: { 'text/plain': { schema: { type: 'string' } } } });
});

test('an alias is an operation of its own, whose fields come from where its path and method say', () => {
  const place = (path: string, method: 'get' | 'put' | 'post') => {
    const { parameters, requestBody } = document.paths[path]?.[method] ?? {};
    const fields = requestBody?.content['application/json']?.schema.properties;
    return [parameters?.map(({ name, in: where }) => `${name} in ${where}`), Object.keys(fields ?? {})];
  };
  const inPath = [['id in path', 'mark in path', 'by in header'], []];
  expect(place('/notes/{id}/mark/{mark}', 'put')).toEqual(inPath);
  expect(place('/notes/{id}/mark/{mark}', 'get')).toEqual(inPath);
  expect(place('/notes/mark', 'post')).toEqual([['by in header'], ['id', 'mark']]);
});

test('an operation that reads any content type and has words of its own says so', () => {
  const { requestBody, responses } = document.paths['/notes/mark']?.post ?? {};
  expect(Object.keys(requestBody?.content ?? {})).toEqual(['application/json', '*/*']);
  expect(JSON.stringify(responses?.['401'])).toContain('"message":"No key, no mark!"');
  expect(responses?.['400']).toEqual({ $ref: '#/components/responses/BadRequest' });
});

test('no mark or zod detail leaks, and every reference leads somewhere', () => {
  const text = JSON.stringify(document);
  expect(text).not.toMatch(/\$parley|\$defs|\$schema|~standard/);
  for (const [, path = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    let found: unknown = document;
    for (const step of path.split('/')) {
      found =
        typeof found === 'object' && found !== null ? new Map(Object.entries(found)).get(step) : undefined;
    }
    expect(found, path).toBeDefined();
  }
});

const t = initTRPC.meta<ApiMeta>().create();
const get = rest.get('/x/{id}', 'X', 'X');
const out = z.object({});

test.each([
  [
    'a path field that the input lacks',
    t.procedure
      .meta(get)
      .output(out)
      .query(() => ({})),
    /no field "id"/,
  ],
  [
    'a path field that is a list',
    t.procedure
      .meta(get)
      .input(z.object({ id: z.array(z.int()) }))
      .output(out)
      .query(() => ({})),
    /cannot be a path parameter/,
  ],
  ['no output', t.procedure.meta(rest.get('/x', 'X', 'X')).query(() => ({})), /output schema/],
  [
    'an array input without a body',
    t.procedure
      .meta(rest.get('/x', 'X', 'X'))
      .input(z.array(z.int()))
      .output(out)
      .query(() => ({})),
    /body of its own/,
  ],
  [
    'a date',
    t.procedure
      .meta(rest.post('/x', 'X', 'X'))
      .input(z.object({ at: z.date() }))
      .output(out)
      .mutation(() => ({})),
    /Date/,
  ],
])('a procedure whose meta does not fit is refused at start: %s', (_name, procedure, message) => {
  expect(() => openApiDocument(t.router({ some: { thing: procedure } }), { version: '1' })).toThrow(message);
  expect(() => openApiDocument(t.router({ some: { thing: procedure } }), { version: '1' })).toThrow(
    /some\.thing/,
  );
});

test('two procedures cannot claim one route, nor two schemas one id', () => {
  const one = t.procedure
    .meta(rest.get('/x', 'X', 'X'))
    .output(out)
    .query(() => ({}));
  expect(() => openApiDocument(t.router({ a: one, b: one }), { version: '1' })).toThrow(/share GET \/x/);
  const named = (path: `/${string}`, schema: z.ZodType) =>
    t.procedure
      .meta(rest.get(path, 'X', 'X'))
      .output(schema)
      .query(() => ({}));
  expect(() => {
    const a = named('/a', z.object({ a: z.int() }).meta({ id: 'OpenApiTwin' }));
    const b = named('/b', z.object({ b: z.int() }).meta({ id: 'OpenApiTwin' }));
    openApiDocument(t.router({ a, b }), { version: '1' });
  }).toThrow(/OpenApiTwin/);
});
