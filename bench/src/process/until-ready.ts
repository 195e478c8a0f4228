import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './child.ts';

const STARTS_WITHIN_MS = 60_000;
const EVERY_MS = 25;

/** Resolves when `url` answers with something else than a server's error. Rejects when the process ends before. */
export async function untilReady(child: Child, url: string): Promise<void> {
  const deadline = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < deadline) {
    child.requireAlive();
    // Refused connections are what is waited for to end.
    const status = await fetch(url).then(
      (response) => response.status,
      () => 503,
    );
    if (status < 500) return;
    await wait(EVERY_MS);
  }
  throw new Error(`Nothing answered at ${url} in time.`);
}
