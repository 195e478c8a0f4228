import { expect, test } from 'vitest';
import { pendingMigrations } from './pending-migrations.ts';

const known = ['1', '2', '3'].map((name) => ({ name, sql: '', checksum: `sum ${name}` }));
const applied = (...names: string[]) =>
  names.map((name) => ({ name, checksum: `sum ${name}`, finished: true }));

test('what was not applied yet is pending, in order', () => {
  expect(pendingMigrations(known, []).map(({ name }) => name)).toEqual(['1', '2', '3']);
  expect(pendingMigrations(known, applied('1', '2')).map(({ name }) => name)).toEqual(['3']);
  expect(pendingMigrations(known, applied('1', '2', '3'))).toEqual([]);
});

test('a database with an unknown, a changed, an unfinished or an overtaken migration is refused', () => {
  expect(() => pendingMigrations(known, applied('1', '4'))).toThrow('newer version of Parley: it holds "4"');
  expect(() => pendingMigrations(known, [{ name: '1', checksum: 'other', finished: true }])).toThrow(
    'has changed',
  );
  expect(() => pendingMigrations(known, [{ name: '1', checksum: 'sum 1', finished: false }])).toThrow(
    'did not finish',
  );
  expect(() => pendingMigrations(known, applied('1', '3'))).toThrow('"3" was applied, but "2"');
});
