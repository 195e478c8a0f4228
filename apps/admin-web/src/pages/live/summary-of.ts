import type { TraceItem } from '../../api/trpc.ts';

const MOST_CHARACTERS = 160;

/** What a happening says, in half a line. */
export function summaryOf(item: TraceItem): string {
  if (item.error) return item.error.message;
  if (item.data === null || item.data === undefined) return item.protocol;
  const text = JSON.stringify(item.data);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
