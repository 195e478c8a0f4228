import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import type { ClosingForm } from '../../../wire/closing-form.ts';

/** How this protocol closes. Its clients know no codes: they come back after any. */
export const samaClosing: ClosingForm = ({ code, message }) => ({
  code: CLOSE_CODES[code] ?? POLICY,
  reason: message,
});

const POLICY = 1008;
const GOING_AWAY = 1001;
const FAILED = 1011;
const TRY_AGAIN_LATER = 1013;

const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  draining: GOING_AWAY,
  internal: FAILED,
  unavailable: TRY_AGAIN_LATER,
  slow_consumer: TRY_AGAIN_LATER,
  rate_limited: TRY_AGAIN_LATER,
  too_many_connections: TRY_AGAIN_LATER,
  messaging_disabled: TRY_AGAIN_LATER,
};
