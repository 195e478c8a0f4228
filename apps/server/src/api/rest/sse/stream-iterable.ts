import { isTrackedEnvelope } from '@trpc/server';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { parleyErrorOf } from '../../base/parley-error-of.ts';
import { sseFrame } from './sse-frame.ts';
import type { SseOutlet } from './sse-outlet.ts';

/**
 * Streams what an iterable yields, no faster than it is read, until either ends. A tracked item brings its id. When the
 * reader leaves, the iterable is expected to end by the signal that its procedure was called with. What it throws before
 * that is told to the reader as the last item, and returned for the log.
 */
export async function streamIterable(
  items: AsyncIterable<unknown>,
  outlet: SseOutlet,
): Promise<ParleyError | null> {
  try {
    for await (const item of items) {
      if (!outlet.isOpen) break;
      outlet.send(itemFrame(item));
      await outlet.drained();
    }
    outlet.end();
    return null;
  } catch (thrown) {
    if (!outlet.isOpen && isAbort(thrown)) return null;
    const error = parleyErrorOf(thrown);
    outlet.close(error);
    return error;
  }
}

function itemFrame(item: unknown): Buffer {
  if (!isTrackedEnvelope(item)) return dataFrame(item, {});
  const [id, data] = item;
  return dataFrame(data, { id });
}

function dataFrame(data: unknown, head: { id?: string }): Buffer {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
  const named = typeof type === 'string' ? { type } : {};
  return sseFrame({ ...head, ...named, json: JSON.stringify(data) ?? 'null' });
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** Whether a subscription answered with an async iterable. */
export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
