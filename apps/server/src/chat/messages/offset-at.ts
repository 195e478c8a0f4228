import type { EventLog } from '../../core/log/event-log.ts';

/**
 * The offset of the last event of a channel at or before a time (ms); 0 if there is none. Logs have no index by time, but
 * times rise with offsets: a binary search, begun from the new end, where most who ask want to go.
 */
export async function offsetAt(
  log: Pick<EventLog, 'head' | 'readAfter'>,
  { appId, channel }: { readonly appId: string; readonly channel: string },
  time: number,
): Promise<number> {
  const head = await log.head(appId, channel);
  /** Everything up to `low` is old enough, nothing beyond `high` is. */
  let low = 0;
  let high = head.offset;
  const probe = async (after: number): Promise<void> => {
    const [next] = (await log.readAfter(appId, channel, after, 1)).events;
    const isOld = next !== undefined && next.position.offset <= high && next.at <= time;
    if (isOld) low = next.position.offset;
    else high = after;
  };
  for (let step = 1; low === 0 && high - step > 0; step *= 2) await probe(high - step);
  while (low < high) await probe(Math.floor((low + high) / 2));
  return low;
}
