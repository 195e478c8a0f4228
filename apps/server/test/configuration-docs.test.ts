import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../src/config/read-settings.ts';
import { Settings } from '../src/config/settings.ts';
import { AppLimits } from '../src/core/apps/app-settings.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');
const documented = new Map(
  [...page.matchAll(/^\| `(\w+)`\s*\| (.+?)\s*\|/gm)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('`', ''),
  ]),
);
const isSetting = (name: string) => name.startsWith('PARLEY_');

test('the page on configuration names every setting, and no others', () => {
  expect([...documented.keys()].filter(isSetting).sort()).toEqual(Object.keys(Settings.shape).sort());
});

test('the defaults on the page are the defaults of the server', () => {
  for (const [name, value] of Object.entries(readSettings({}))) {
    if (typeof value === 'string' || typeof value === 'number') {
      expect(documented.get(name), name).toBe(String(value));
    }
  }
});

test('the page names every limit of an app with its default', () => {
  const limits = Object.entries(AppLimits.parse({})).map(([name, value]) => [name, String(value)]);
  expect([...documented].filter(([name]) => !isSetting(name))).toEqual(limits);
});
