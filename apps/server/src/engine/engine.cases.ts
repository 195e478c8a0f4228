import { expect, test } from 'vitest';
import type { Engine, News } from '../core/engine/engine.ts';

/** What every engine promises. `open` gives a fresh group of nodes that hear one another. */
export function engineCases(
  open: (nodes: number) => Promise<{ engines: Engine[]; settle(): Promise<void> }>,
): void {
  const news = (appId: string): News => ({ kind: 'changed', appId });

  test('news reaches every other node and never the one that announced it', async () => {
    const { engines, settle } = await open(3);
    const heard = engines.map(() => [] as News[]);
    engines.forEach((engine, index) => {
      engine.listen((item) => heard[index]?.push(item));
    });
    engines[0]?.announce(news('a'));
    await settle();
    expect(heard).toEqual([[], [news('a')], [news('a')]]);
    for (const engine of engines) await engine[Symbol.asyncDispose]();
  });

  test('news of one node arrives in the order of its announcement', async () => {
    const { engines, settle } = await open(2);
    const heard: string[] = [];
    engines[1]?.listen((item) => heard.push(item.kind === 'changed' ? item.appId : ''));
    for (let index = 0; index < 100; index += 1) engines[0]?.announce(news(String(index)));
    await settle();
    expect(heard).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
    for (const engine of engines) await engine[Symbol.asyncDispose]();
  });

  test('a node that left, and a listener that was disposed of, hear nothing more', async () => {
    const { engines, settle } = await open(3);
    const heard: string[] = [];
    const listening = engines[1]?.listen(() => heard.push('disposed'));
    engines[2]?.listen(() => heard.push('left'));
    listening?.[Symbol.dispose]();
    await engines[2]?.[Symbol.asyncDispose]();
    engines[0]?.announce(news('a'));
    await settle();
    expect(heard).toEqual([]);
    for (const engine of engines) await engine[Symbol.asyncDispose]();
  });
}
