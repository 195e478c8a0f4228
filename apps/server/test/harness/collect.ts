import type { FeedItem } from '../../src/api/models/feed-item.ts';

/** Items that arrived, and a way to wait for more without sleeping. */
export interface Collected<Item> {
  readonly items: readonly Item[];
  push(item: Item): void;
  /** Resolves with the first item, earlier ones included, that matches. */
  until(matches: (item: Item) => boolean): Promise<Item>;
}

export function collected<Item = FeedItem>(): Collected<Item> {
  const items: Item[] = [];
  const waiting = new Set<(item: Item) => void>();
  return {
    items,
    push(item) {
      items.push(item);
      for (const look of [...waiting]) look(item);
    },
    until(matches) {
      const known = items.find(matches);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => {
        const look = (item: Item): void => {
          if (!matches(item)) return;
          waiting.delete(look);
          resolve(item);
        };
        waiting.add(look);
      });
    },
  };
}
