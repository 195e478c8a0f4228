import { expect, test } from 'vitest';
import { PushOrder } from './push-order.ts';

/** Pushes that begin when they may, and end when the test says so. */
function pushes(order: PushOrder) {
  const log: string[] = [];
  const open = new Map<string, { resolve(): void; reject(error: Error): void }>();
  const work = (name: string) => (): Promise<void> => {
    log.push(name);
    return new Promise((resolve, reject) => open.set(name, { resolve, reject }));
  };
  const turn = async (): Promise<void> => {
    for (let n = 0; n < 10; n += 1) await Promise.resolve();
  };
  return {
    log,
    together: (name: string) => order.together(work(name)),
    alone: (name: string) => order.alone(work(name)),
    turn,
    async end(name: string): Promise<void> {
      open.get(name)?.resolve();
      await turn();
    },
    async fail(name: string): Promise<void> {
      open.get(name)?.reject(new Error(name));
      await turn();
    },
  };
}

test('pushes of one step are begun at once, in their order', async () => {
  const { log, together, turn } = pushes(new PushOrder());
  for (const name of ['a', 'b', 'c']) void together(name);
  await turn();
  expect(log).toEqual(['a', 'b', 'c']);
});

test('one of several steps waits for all before it, and all after it wait for it', async () => {
  const { log, together, alone, turn, end } = pushes(new PushOrder());
  for (const name of ['a', 'b']) void together(name);
  void alone('C');
  for (const name of ['d', 'e']) void together(name);
  void alone('F');
  void together('g');
  await turn();
  expect(log).toEqual(['a', 'b']);
  await end('b');
  expect(log).toEqual(['a', 'b']);
  await end('a');
  expect(log).toEqual(['a', 'b', 'C']);
  void together('h');
  await end('C');
  expect(log).toEqual(['a', 'b', 'C', 'd', 'e']);
  await end('d');
  await end('e');
  await end('F');
  expect(log).toEqual(['a', 'b', 'C', 'd', 'e', 'F', 'g', 'h']);
});

test('one that fails is refused by itself, and the others go on', async () => {
  const { log, together, alone, turn, end, fail } = pushes(new PushOrder());
  const [a, b] = [together('a'), alone('B')];
  const refused = [a, b].map((push) => expect(push).rejects.toThrow());
  void together('c');
  await turn();
  await fail('a');
  await fail('B');
  await Promise.all(refused);
  expect(log).toEqual(['a', 'B', 'c']);
  const last = alone('D');
  await end('c');
  await end('D');
  await expect(last).resolves.toBeUndefined();
});
