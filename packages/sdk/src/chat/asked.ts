import { TRPCClientError } from '@trpc/client';
import { retryDelay } from '../connection/backoff.ts';
import { readErrorShape } from '../errors/error-report.ts';
import { clientError, ParleyError } from '../errors/parley-error.ts';
import { aborted } from '../rpc/request.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** An answer of the server; what it refuses with is a {@link ParleyError}. */
export async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (thrown) {
    throw parleyError(thrown);
  }
}

/**
 * Asks until there is an answer, however many connections and refusals to be overcome that takes. For questions, and for
 * requests that may be repeated. Rejects when repeating is useless, or with `aborted`.
 */
export async function patiently<Answer>(
  runtime: Runtime,
  signal: AbortSignal,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    if (signal.aborted) throw aborted(signal);
    try {
      return await ask();
    } catch (thrown) {
      const error = parleyError(thrown);
      if (error.retry === 'never') throw error;
      await pause(runtime, retryDelay(error, attempt, runtime.random()), signal);
    }
  }
}

/** What the server refused with, or what went wrong here, as the one class of errors. */
export function parleyError(thrown: unknown): ParleyError {
  if (thrown instanceof ParleyError) return thrown;
  if (!(thrown instanceof TRPCClientError)) return clientError('protocol', 'Asking failed.', thrown);
  return thrown.cause instanceof ParleyError ? thrown.cause : new ParleyError(readErrorShape(thrown.shape));
}

function pause(runtime: Runtime, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      timer[Symbol.dispose]();
      reject(aborted(signal));
    };
    const timer = runtime.after(ms, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
