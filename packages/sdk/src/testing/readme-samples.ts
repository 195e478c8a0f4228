import { readFileSync } from 'node:fs';

/** A sample of a page that users read. */
export interface ReadmeSample {
  readonly title: string;
  readonly code: string;
  /** What it says it prints (`→ text` in its comments), in order; none for samples that only compile. */
  readonly prints: readonly string[];
}

/** The pages with samples of the SDK, from the repository's root. */
export const PAGES = ['packages/sdk/README.md', 'README.md', 'docs/quick-start.md', 'docs/chat.md'] as const;

/** The TypeScript samples of a page, each under the heading it stands below. */
export function readmeSamples(page: (typeof PAGES)[number]): ReadmeSample[] {
  const text = readFileSync(new URL(`../../../../${page}`, import.meta.url), 'utf8');
  return text.split(/^## /m).flatMap((section) => {
    const [title = ''] = section.split('\n');
    return [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => ({
      title,
      code,
      prints: [...code.matchAll(/→ (.+)$/gm)].map(([, print = '']) => print),
    }));
  });
}
