import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { ERROR_WORDS, type ErrorWord } from './error-words.ts';
import { wordOf } from './sails-refusal.ts';

/** What every answer of the protocol is, over HTTP and over a socket. All four are always there; mind the capital `E`. */
export interface Envelope {
  /** 0, or the HTTP status of the refusal. */
  readonly code: number;
  readonly data: unknown;
  readonly message: string;
  readonly Error: ErrorWord | null;
}

/** An answer with its HTTP status. */
export interface Reply {
  readonly status: number;
  readonly envelope: Envelope;
  /** When to try again (s), where that is known. */
  readonly retryAfterS?: number;
}

export function success(data: unknown): Reply {
  return { status: 200, envelope: { code: 0, data, message: 'Success', Error: null } };
}

export function refusal(error: ParleyError): Reply {
  const word = wordOf(error);
  const { status } = ERROR_WORDS[word];
  const { message, retryAfterMs } = error;
  return {
    status,
    envelope: { code: status, data: {}, message, Error: word },
    ...(retryAfterMs === undefined ? {} : { retryAfterS: Math.ceil(retryAfterMs / 1000) }),
  };
}
