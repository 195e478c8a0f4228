import { useState } from 'react';

/** A way through a list that is read in pages, each beginning where the one before said. */
export interface Pages {
  /** What to ask for; undefined for the first page. */
  readonly cursor: string | undefined;
  readonly number: number;
  forward(next: string): void;
  back(): void;
}

/**
 * @param of what the list is a list of: when it changes, the first page comes again
 */
export function usePages(of = ''): Pages {
  const [{ key, cursors }, set] = useState<{ key: string; cursors: readonly string[] }>({
    key: of,
    cursors: [],
  });
  const steps = key === of ? cursors : [];
  return {
    cursor: steps.at(-1),
    number: steps.length + 1,
    forward: (next) => set({ key: of, cursors: [...steps, next] }),
    back: () => set({ key: of, cursors: steps.slice(0, -1) }),
  };
}
