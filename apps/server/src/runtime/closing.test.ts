import { expect, test } from 'vitest';
import { Closing } from './closing.ts';

test('resources close in the reverse order of their opening, each awaited, and only once', async () => {
  const closing = new Closing();
  const seen: string[] = [];
  closing.use({ [Symbol.dispose]: () => void seen.push('first') });
  closing.use({
    [Symbol.asyncDispose]: async () => {
      await Promise.resolve();
      seen.push('second');
    },
  });
  closing.defer(() => seen.push('third'));
  await closing[Symbol.asyncDispose]();
  await closing[Symbol.asyncDispose]();
  expect(seen).toEqual(['third', 'second', 'first']);
});

test('a step that fails keeps no other from closing, and is reported', async () => {
  const closing = new Closing();
  const seen: string[] = [];
  closing.defer(() => seen.push('first'));
  closing.defer(() => {
    throw new Error('stuck');
  });
  await expect(closing[Symbol.asyncDispose]()).rejects.toThrow('stuck');
  expect(seen).toEqual(['first']);
});

test('when opening the rest fails, what was opened is closed, and the first failure is told', async () => {
  const closing = new Closing();
  const seen: string[] = [];
  await closing.open(async () => ({ [Symbol.dispose]: () => void seen.push('closed') }));
  await expect(closing.attempt(() => Promise.reject(new Error('no port')))).rejects.toThrow('no port');
  expect(seen).toEqual(['closed']);
});
