import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'packages/sdk/README.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test.each(pages)('every link of %s inside the project leads somewhere', (page) => {
  expect(brokenLinks(join(root, page))).toEqual([]);
});

test('a link to a file or a heading that is not there is found', () => {
  const page = join(root, 'README.md');
  expect(brokenLinks(page, '[a](docs/nowhere.md) [b](docs/operations.md#nowhere) [c](#run-it)')).toEqual([
    'docs/nowhere.md',
    'docs/operations.md#nowhere',
  ]);
});

test('every promise of the architecture names tests that hold it', () => {
  const [, table = ''] = readFileSync(join(root, 'docs/architecture.md'), 'utf8').split(/^## Promises$/m);
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  expect(rows).toHaveLength(8);
  for (const row of rows) expect(row).toMatch(/\.(test|cases|spec)\.ts\)/);
});

function brokenLinks(page: string, text = readFileSync(page, 'utf8')): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', heading] = link.split('#');
    const target = path === '' ? page : resolve(dirname(page), path);
    if (!existsSync(target)) return true;
    return heading !== undefined && !anchors(target).includes(heading);
  });
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
