import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { RefreshTokens } from './refresh-tokens.ts';

const MASTER = Buffer.alloc(32, 7);
const ID = 'a'.repeat(24);
const tokens = new RefreshTokens(simulatedRuntime().chance, MASTER);

test('a refresh token names its sign-in, and no two are alike', () => {
  const token = tokens.issue('acme', ID);
  expect(token).toMatch(/^a{24}\.[\w-]{43}$/);
  expect(tokens.issue('acme', ID)).not.toBe(token);
  expect(tokens.signInOf('acme', token)).toBe(ID);
});

test('what was never given out names no sign-in, whatever id it begins with', () => {
  const token = tokens.issue('acme', ID);
  const others = [
    `${'b'.repeat(24)}${token.slice(24)}`,
    `${ID}.${'A'.repeat(43)}`,
    `${token.slice(0, 25)}${token[25] === 'x' ? 'y' : 'x'}${token.slice(26)}`,
    `${token}x`,
    token.slice(0, -1),
    ` ${token}`,
    '',
    'x'.repeat(100_000),
    new RefreshTokens(simulatedRuntime().chance, Buffer.alloc(32, 8)).issue('acme', ID),
  ];
  for (const other of others) expect(tokens.signInOf('acme', other), other.slice(0, 80)).toBeNull();
  expect(tokens.signInOf('other', token)).toBeNull();
});
