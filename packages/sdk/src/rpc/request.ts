import { readErrorShape } from '../errors/error-report.ts';
import { clientError, ParleyError } from '../errors/parley-error.ts';
import type { CallFailure, CallSpec } from './call.ts';
import type { Calls } from './calls.ts';
import { plainJson } from './frame.ts';

/** How a request behaves; see {@link CallSpec}. */
export interface RequestOptions extends Pick<CallSpec, 'offline' | 'lost'> {
  /** Gives up waiting for the answer. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks the server something whose input and answer are plain JSON. Rejects with {@link ParleyError}. */
export function request(
  calls: Calls,
  kind: 'query' | 'mutation',
  path: string,
  json: unknown,
  options: RequestOptions,
): Promise<unknown> {
  const { signal, offline, lost } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    const giveUp = (): void => {
      call.stop();
      if (signal) reject(aborted(signal));
    };
    const done = (): void => signal?.removeEventListener('abort', giveUp);
    const call = calls.start(
      { kind, path, input: () => ({ json }), offline, lost },
      {
        data(data) {
          done();
          resolve(plainJson(data));
        },
        failed(failure) {
          done();
          reject(callError(failure));
        },
      },
    );
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** The error of a call that failed, whichever side it comes from. */
export function callError(failure: CallFailure): ParleyError {
  return failure.from === 'client'
    ? failure.error
    : new ParleyError(readErrorShape(plainJson(failure.shape)));
}

/** What a caller's own signal ends with. */
export function aborted(signal: AbortSignal): ParleyError {
  return clientError('aborted', 'The caller gave up.', signal.reason);
}
