import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlOf } from './curl-of.ts';

test('a copied command gives curl exactly the payload, whatever quotes and line breaks it holds', () => {
  const data = { text: 'it\'s "quoted" $HOME `id` \n \\ done' };
  const command = curlOf('http://localhost:4000', { channel: "a/b'c", name: 'message', data });
  const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], {
    env: { ...process.env, PARLEY_ADMIN_KEY: 'k-1' },
  });
  const args = shown.toString().split('\0');
  expect(args[2]).toBe("http://localhost:4000/api/v1/channels/a%2Fb'c/events");
  expect(args).toContain('api-key: k-1');
  expect(JSON.parse(args[args.indexOf('-d') + 1] ?? '')).toEqual({ name: 'message', data });
});

test('the key itself is never part of what is copied', () => {
  expect(curlOf('http://localhost', { channel: 'a', name: 'b', data: null })).toContain('$PARLEY_ADMIN_KEY');
});
