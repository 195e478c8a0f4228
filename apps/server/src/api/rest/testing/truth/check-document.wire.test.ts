import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiDocument } from '../../openapi/openapi-document.ts';
import { sampleRouter } from '../sample-router.ts';
import { type SampleServer, sampleServer } from '../sample-server.ts';
import { checkDocument } from './check-document.ts';

let sample: SampleServer;
beforeAll(async () => {
  sample = await sampleServer({}, { startsFeeds: true });
});
afterAll(() => sample[Symbol.asyncDispose]());

const document = openApiDocument(sampleRouter, { version: '1.0.0' });
const options = {
  headers: { 'api-key': 'sample' },
  skip: ['troubleCrash'],
  samples: { lastEventId: ['e1:1'], 'Last-Event-ID': ['e1:1'] },
};

test('the document of the sample API is true', async () => {
  const origin = new URL(sample.url).origin;
  const problems = await checkDocument({ ...options, origin, document, quiet: ['channelsCount'] });
  expect(problems).toEqual([]);
});

test('a document that is not true is found out', async () => {
  const origin = new URL(sample.url).origin;
  const lies: [string, string, RegExp][] = [
    ['"required":["id","text","tags"]', '"required":["id","text","tags","color"]', /notesGet: .*color/],
    ['"maximum":100', '"maximum":1000000', /notesList: refused though it fits/],
    ['"201":{', '"200":{', /notesAdd: the status 201 is not documented/],
    [
      '"text/plain":{"schema":{"type":"string"}}',
      '"text/html":{"schema":{"type":"string"}}',
      /notesText: 200 came as/,
    ],
  ];
  for (const [truth, lie, problem] of lies) {
    const text = JSON.stringify(document);
    expect(text).toContain(truth);
    const problems = await checkDocument({
      ...options,
      origin,
      document: JSON.parse(text.replace(truth, lie)),
      quiet: ['channelsCount'],
    });
    expect(problems.some((found) => problem.test(found))).toBe(true);
  }
});
