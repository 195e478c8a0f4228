import type { LoggedEvent } from '../../core/event/event.ts';
import type { EventLog } from '../../core/log/event-log.ts';
import { offsetAt } from '../messages/offset-at.ts';

const SLICE = 100;

/** A part of one channel's log, by time (ms). */
export interface LogSpan {
  readonly appId: string;
  readonly channel: string;
  /** Only what is later. */
  readonly after: number;
  /** Only what is earlier. */
  readonly before: number;
}

/** The events of a part of a log, the oldest first, slice by slice for as long as somebody takes them. */
export async function* readForward(log: EventLog, span: LogSpan): AsyncGenerator<LoggedEvent[]> {
  const { appId, channel, before } = span;
  let from = await offsetAt(log, span, span.after);
  for (;;) {
    const { events, complete } = await log.readAfter(appId, channel, from, SLICE);
    const wanted = events.filter(({ at }) => at < before);
    if (wanted.length > 0) yield wanted;
    from = events.at(-1)?.position.offset ?? from;
    if (complete || wanted.length < events.length) return;
  }
}

/** The same, the newest first. */
export async function* readBackward(log: EventLog, span: LogSpan): AsyncGenerator<LoggedEvent[]> {
  const { appId, channel, after } = span;
  let upTo = await offsetAt(log, span, span.before - 1);
  while (upTo > 0) {
    const from = Math.max(0, upTo - SLICE);
    const { events } = await log.readAfter(appId, channel, from, SLICE);
    const slice = events.filter(({ position }) => position.offset <= upTo);
    const wanted = slice.filter(({ at }) => at > after).reverse();
    if (wanted.length > 0) yield wanted;
    // What is older than that was removed, or is not wanted.
    if (slice.length < upTo - from || wanted.length < slice.length) return;
    upTo = from;
  }
}
