import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ClientSettings } from '../../../src/core/apps/client-settings.ts';
import { OPERATIONS } from '../../../src/protocols/pusher/http/operations.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/pusher.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([^`]+)`\s*\| (.+?)\s*\|/gm)].map(([, name = '', value = '']) => [
  name,
  value.replaceAll('`', ''),
]);

test('the page on moving from Pusher names every setting of such clients with its default', () => {
  const settings = Object.entries(ClientSettings.parse({})).map(([name, value]) => [name, String(value)]);
  const names = new Set(settings.map(([name]) => name));
  expect(rows.filter(([name]) => names.has(name))).toEqual(settings);
});

test('the page names every call of the HTTP API, and no others', () => {
  const subjects = (path: string): string => (path.includes('/users/:') ? '{user}' : '{name}');
  const calls = OPERATIONS.map(
    ({ method, path }) =>
      `${method} /apps${path.replace(':app', '{id}').replace(':subject', subjects(path))}`,
  );
  const named = rows.map(([name = '']) => name).filter((name) => /^(GET|POST) /.test(name));
  expect(named.sort()).toEqual(calls.sort());
});
