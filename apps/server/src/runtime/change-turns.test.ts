import { expect, test } from 'vitest';
import { ChangeTurns } from './change-turns.ts';

/** Work that ends when it is told to; `log` says what began and ended. */
function works(log: string[]) {
  const ends = new Map<string, (failure?: Error) => void>();
  const work = (name: string) => () => {
    log.push(`${name} begins`);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, (failure) => {
        log.push(`${name} ends`);
        if (failure) reject(failure);
        else resolve(name);
      });
    });
  };
  return { work, end: (name: string, failure?: Error) => ends.get(name)?.(failure) };
}

test('changes of one thing wait for one another, also for those that fail; of others nobody waits', async () => {
  const log: string[] = [];
  const { work, end } = works(log);
  const turns = new ChangeTurns();
  const first = turns.take('x', work('first'));
  const second = turns.take('x', work('second'));
  const third = turns.take('x', work('third'));
  const other = turns.take('y', work('other'));
  await Promise.resolve();
  expect(log).toEqual(['first begins', 'other begins']);
  end('first', new Error('no'));
  await expect(first).rejects.toThrow('no');
  await Promise.resolve();
  expect(log.slice(2)).toEqual(['first ends', 'second begins']);
  end('second');
  expect(await second).toBe('second');
  await Promise.resolve();
  end('third');
  end('other');
  expect(await Promise.all([third, other])).toEqual(['third', 'other']);
  expect(log).toEqual([
    ...['first begins', 'other begins', 'first ends', 'second begins', 'second ends'],
    ...['third begins', 'third ends', 'other ends'],
  ]);
});
