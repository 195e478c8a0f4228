import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { pusherClosing } from './pusher-closing.ts';
import { PusherRefusal } from './pusher-refusal.ts';

const isCode = (text: string): text is ErrorCode => text in ERROR_CODES;
const closeCodes = Object.keys(ERROR_CODES)
  .filter(isCode)
  .map((code) => [code, pusherClosing(new ParleyError(code, 'why')).code] as const);

test.each(closeCodes)(
  '%s closes with %i, so that clients come back exactly when they should',
  (code, closeCode) => {
    const comesBack = closeCode >= 4100 && closeCode < 4300;
    const { retry } = ERROR_CODES[code];
    // Over its quota an app is left alone, and who was put out by its backend or an administrator stays out.
    const staysAway = code === 'kicked' || code === 'too_many_connections';
    const shouldComeBack = retry !== 'never' && !staysAway;
    const isTooMuch = code === 'payload_too_large' || code === 'too_many_subscriptions';
    expect(comesBack).toBe(shouldComeBack || isTooMuch);
  },
);

test('the protocol’s own number goes before the code that all protocols share', () => {
  const { code, reason, farewell } = pusherClosing(new PusherRefusal('bad_request', 4007, 'Unsupported'));
  expect([code, reason]).toEqual([4007, 'Unsupported']);
  expect(farewell?.subarray(2).toString()).toBe(
    '{"event":"pusher:error","data":{"code":4007,"message":"Unsupported"}}',
  );
});
