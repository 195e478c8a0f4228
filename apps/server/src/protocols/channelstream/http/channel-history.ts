import type { App } from '../../../core/apps/app.ts';
import type { Sight } from '../../../core/event/readership.ts';
import type { StoredEvent } from '../../../core/store/event-store.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { type HistoryEntry, historyEntry } from '../codec/history-entry.ts';

/** Read at a time: so many messages, or as many as could weigh so much. */
const PAGE = 1000;
const PAGE_BYTES = 16 * 1024 * 1024;
/** What an entry weighs beside what was said: its keys, its uuid, names and times. */
const ENTRY_BYTES = 300;

/** The history of a channel, for certain eyes. */
export interface ChannelHistory {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** When the newest of them came (ms); null: there is none. */
  readonly newestAt: number | null;
  /** What the entries weigh as JSON, nearly. */
  readonly bytes: number;
}

const NONE: ChannelHistory = { entries: [], newestAt: null, bytes: 0 };

/** For whom a history is read, and how much of it there is room for. */
export interface HistoryShown {
  readonly sight: Sight;
  readonly mostBytes: number;
}

/** The newest messages of a channel, as many as its settings say and there is room for. None where it keeps none. */
export async function channelHistory(
  { core, channels }: Pick<ChannelstreamSetup, 'core' | 'channels'>,
  app: App,
  channel: string,
  { sight, mostBytes }: HistoryShown,
): Promise<ChannelHistory> {
  const { store_history, history_size } = channels.settingsOf(app.id, channel);
  if (!store_history) return NONE;
  const log = core.logs.of(app.id, channel);
  const pageSize = Math.max(1, Math.min(PAGE, Math.floor(PAGE_BYTES / app.settings.limits.bodyBytes)));
  const newest: StoredEvent[] = [];
  let newestAt: number | null = null;
  let bytes = 0;
  while (newest.length < history_size) {
    const limit = Math.min(pageSize, history_size - newest.length);
    const before = newest.at(-1)?.position.offset;
    const { events } = await log.history(app.id, channel, {
      order: 'newest',
      limit,
      includeDeleted: false,
      sight,
      ...(before === undefined ? {} : { before }),
    });
    newestAt ??= events[0]?.at ?? null;
    const tooMuchAt = events.findIndex((event) => {
      bytes += bytesOf(event);
      return bytes > mostBytes;
    });
    newest.push(...(tooMuchAt === -1 ? events : events.slice(0, tooMuchAt)));
    if (tooMuchAt !== -1 || events.length < limit) break;
  }
  const entries = newest.reverse().map((event) => historyEntry(event, channel, sight));
  return { newestAt, entries, bytes: Math.min(bytes, mostBytes) };
}

function bytesOf({ body, extras, edit }: StoredEvent): number {
  return ENTRY_BYTES + ((edit?.body ?? body)?.bytes ?? 0) + (extras?.bytes ?? 0);
}
