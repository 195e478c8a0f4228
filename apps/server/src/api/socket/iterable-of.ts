import { isObservable, observableToAsyncIterable } from '@trpc/server/observable';

/** What a subscription's procedure returned, as an async iterable; null when it is none and no observable either. */
export function iterableOf(value: unknown, signal: AbortSignal): AsyncIterable<unknown> | null {
  if (isAsyncIterable(value)) return value;
  // Converting subscribes: a late observable is left alone.
  if (isObservable(value)) return signal.aborted ? NOTHING : observableToAsyncIterable(value, signal);
  return null;
}

/** Whether a value comes in pieces. */
export function isStreaming(value: unknown): boolean {
  return isAsyncIterable(value) || isObservable(value);
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

const NOTHING: AsyncIterable<unknown> = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
};
