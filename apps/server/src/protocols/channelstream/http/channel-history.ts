import type { App } from '../../../core/apps/app.ts';
import type { Sight } from '../../../core/event/readership.ts';
import type { StoredEvent } from '../../../core/store/event-store.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { type HistoryEntry, historyEntry } from '../codec/history-entry.ts';

const PAGE = 1000;

/** The history of a channel, for certain eyes. */
export interface ChannelHistory {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** When the newest of them came (ms); null: there is none. */
  readonly newestAt: number | null;
}

const NONE: ChannelHistory = { entries: [], newestAt: null };

/** The newest messages of a channel, as many as its settings say. None where it keeps none. */
export async function channelHistory(
  { core, channels }: Pick<ChannelstreamSetup, 'core' | 'channels'>,
  app: App,
  channel: string,
  sight: Sight,
): Promise<ChannelHistory> {
  const { store_history, history_size } = channels.settingsOf(app.id, channel);
  if (!store_history) return NONE;
  const log = core.logs.of(app.id, channel);
  const newest: StoredEvent[] = [];
  while (newest.length < history_size) {
    const limit = Math.min(PAGE, history_size - newest.length);
    const before = newest.at(-1)?.position.offset;
    const page = await log.history(app.id, channel, {
      order: 'newest',
      limit,
      includeDeleted: false,
      sight,
      ...(before === undefined ? {} : { before }),
    });
    newest.push(...page.events);
    if (page.events.length < limit) break;
  }
  const newestAt = newest[0]?.at ?? null;
  return { newestAt, entries: newest.reverse().map((event) => historyEntry(event, channel, sight)) };
}
