import { expect, test } from 'vitest';
import { lintDocument } from '../testing/lint-document.ts';
import { sampleRouter } from '../testing/sample-router.ts';
import { openApiDocument } from './openapi-document.ts';

test('Redocly and Spectral find nothing in the document', async () => {
  expect(await lintDocument(openApiDocument(sampleRouter, { version: '1.0.0' }))).toEqual([]);
  const elsewhere = {
    version: '1.0.0',
    serverUrl: 'https://chat.acme.test',
    tags: { Notes: 'About notes.' },
  };
  expect(await lintDocument(openApiDocument(sampleRouter, elsewhere))).toEqual([]);
});

test('both linters do find what is wrong', async () => {
  const { paths, ...rest } = openApiDocument(sampleRouter, { version: '1.0.0' });
  const problems = await lintDocument({ ...rest, paths: { '/x/{id}': paths['/notes'] } });
  expect(problems.some((problem) => problem.startsWith('redocly'))).toBe(true);
  expect(problems.some((problem) => problem.startsWith('spectral'))).toBe(true);
});
