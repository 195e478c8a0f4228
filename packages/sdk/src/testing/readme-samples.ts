import { readFileSync } from 'node:fs';

/** A sample of the README. */
export interface ReadmeSample {
  readonly title: string;
  readonly code: string;
  /** What it says it prints (`→ text` in its comments), in order; none for samples that only compile. */
  readonly prints: readonly string[];
}

/** The TypeScript samples of the package's README, each under the heading it stands below. */
export function readmeSamples(): ReadmeSample[] {
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  return text.split(/^## /m).flatMap((section) => {
    const [title = ''] = section.split('\n');
    return [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => ({
      title,
      code,
      prints: [...code.matchAll(/→ (.+)$/gm)].map(([, print = '']) => print),
    }));
  });
}
