import type { DefinitionTable, TableEntry } from './definition-table.ts';

export interface UnusedDefinition {
  readonly channel: string;
  readonly owner: string;
  /** It may go if no event came since (ms). */
  readonly since: number;
}

const PORTION = 500;
const SEEN_AT_ONCE = 20_000;

/**
 * Definitions of an app that say no more than how long to keep events, and were not made or made again for so long. In
 * portions, which are empty where many others lie between: whoever walks them lets others have their turn after each.
 */
export function* unusedDefinitions(
  table: DefinitionTable,
  appId: string,
  now: number,
): Generator<UnusedDefinition[]> {
  let portion: UnusedDefinition[] = [];
  let seen = 0;
  for (const owner of table.owners(appId)) {
    for (const [channel, entry] of table.entries(appId, owner)) {
      seen += 1;
      const since = unusedSince(entry, now);
      if (since !== null) portion.push({ channel, owner, since });
      if (portion.length < PORTION && seen % SEEN_AT_ONCE !== 0) continue;
      yield portion;
      portion = [];
    }
  }
  if (portion.length > 0) yield portion;
}

/** For how long a definition was not asked for, as long as its events are kept; null: it is in use, or says more. */
export function unusedSince({ content, usedAt }: TableEntry, now: number): number | null {
  const { retainMs } = content.keeping;
  if (content.details !== null || retainMs === null) return null;
  const since = now - retainMs;
  return usedAt < since ? since : null;
}
