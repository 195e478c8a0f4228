import { ERROR_CODES, type ErrorCode, type RetryHint } from './error-codes.ts';

/** What a caller may know of a {@link ParleyError}; safe to send to anyone. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retry: RetryHint;
  readonly fix: string;
  /** How long to wait before repeating the request, in ms; absent where unknown. */
  readonly retryAfterMs?: number;
  /** What exactly was refused, as a word that a program can rely on, where there is more to say than the code does. */
  readonly reason?: string;
}

/** The one error class of the server. Its message is written for the caller; its cause is for the log only. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly reason: string | undefined;
  readonly #fix: string | undefined;

  /**
   * @param options `fix`: what a person should do, where the code's own advice would mislead. `reason`: what exactly was
   *   refused, as a word.
   */
  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; fix?: string; reason?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.#fix = options.fix;
    this.reason = options.reason;
    this.retryAfterMs =
      options.retryAfterMs === undefined ? undefined : Math.max(0, Math.ceil(options.retryAfterMs));
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  report(): ErrorReport {
    const { retry, fix: usual } = ERROR_CODES[this.code];
    const { code, message, reason, retryAfterMs } = this;
    return {
      code,
      message,
      retry,
      fix: this.#fix ?? usual,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(reason === undefined ? {} : { reason }),
    };
  }

  /**
   * Turns whatever was thrown into a ParleyError, once, at the edge. A stranger's message is never shown: it becomes
   * `internal` with the original as `cause`.
   */
  static from(thrown: unknown): ParleyError {
    if (thrown instanceof ParleyError) return thrown;
    return new ParleyError('internal', 'The server failed to handle the request.', { cause: thrown });
  }
}
