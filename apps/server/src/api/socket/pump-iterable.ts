import type { Timers } from '../../runtime/timers.ts';
import { ABORTED, orAborted } from './or-aborted.ts';

/** Where the values of a subscription go, and whether there is room. */
export interface PumpSink {
  readonly bufferedBytes: number;
  /** Resolves when the peer keeps up again, or is gone. */
  keepsUp(): Promise<void>;
}

export interface PumpOptions {
  readonly iterable: AsyncIterable<unknown>;
  readonly controller: AbortController;
  readonly sink: PumpSink;
  readonly pauseAboveBytes: number;
  readonly timers: Timers;
  /** May throw: that ends the subscription as an error of its own would. */
  readonly send: (value: unknown) => void;
  /** Something failed after the subscription was stopped, when nobody waits for it any more. */
  readonly onLateError: (thrown: unknown) => void;
}

/** Values after which a generator that never waits lets others have a turn. */
const BURST = 64;

/**
 * Sends what an iterable yields until it is done or aborted, and disposes of it. Asks for the next value only when the
 * last was handed over and the peer keeps up, so that a slow reader slows its own generator and nothing is queued.
 *
 * Resolves when the iterable is disposed of; rejects with what it threw. What disposal throws goes to `onLateError`:
 * a subscription that ended well does not fail by it.
 */
export async function pumpIterable(options: PumpOptions): Promise<void> {
  const { iterable, controller, onLateError } = options;
  const iterator = iterable[Symbol.asyncIterator]();
  let isDone = false;
  try {
    isDone = await pump(iterator, options);
  } finally {
    // Whoever waits inside the generator is woken before its disposal is waited for.
    if (!isDone) {
      abort(controller);
      await dispose(iterator, onLateError);
    }
  }
}

/** Aborts once: a second call would build an error with a stack for nothing. */
export function abort(controller: AbortController): void {
  if (!controller.signal.aborted) controller.abort();
}

/** Returns whether the iterator came to its end by itself. */
async function pump(iterator: AsyncIterator<unknown>, options: PumpOptions): Promise<boolean> {
  const { controller, sink, pauseAboveBytes, timers, send, onLateError } = options;
  const { signal } = controller;
  for (let sent = 1; !signal.aborted; sent += 1) {
    const next = await orAborted(iterator.next(), signal, onLateError);
    if (next === ABORTED) return false;
    if (next.done === true) return true;
    send(next.value);
    if (sink.bufferedBytes > pauseAboveBytes) await orAborted(sink.keepsUp(), signal, onLateError);
    else if (sent % BURST === 0) await new Promise<void>((resolve) => timers.soon(resolve));
  }
  return false;
}

async function dispose(
  iterator: AsyncIterator<unknown>,
  onLateError: (thrown: unknown) => void,
): Promise<void> {
  try {
    await iterator.return?.();
  } catch (thrown) {
    onLateError(thrown);
  }
}
