import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { ParleyError } from '../errors/parley-error.ts';
import { AttemptLimit } from './attempt-limit.ts';

const bound = { most: 3, windowMs: 1000, message: 'Too many.' };

function refusal(attempt: () => unknown): unknown {
  try {
    attempt();
    return null;
  } catch (error) {
    return error instanceof ParleyError ? error.report() : error;
  }
}

test('as many attempts as the bound are kept, and further ones refused until the window ends', () => {
  const runtime = simulatedRuntime();
  const limit = new AttemptLimit(runtime.clock, 10);
  for (let nr = 0; nr < 3; nr += 1) {
    limit.begin('ann', bound).keep();
    runtime.advance(100);
  }
  expect(refusal(() => limit.begin('ann', bound))).toMatchObject({ code: 'rate_limited', retryAfterMs: 700 });
  expect(refusal(() => limit.begin('bob', bound))).toBeNull();
  runtime.advance(699);
  expect(refusal(() => limit.begin('ann', bound))).toMatchObject({ retryAfterMs: 1 });
  runtime.advance(1);
  for (let nr = 0; nr < 3; nr += 1) limit.begin('ann', bound).keep();
  expect(refusal(() => limit.begin('ann', bound))).toMatchObject({ retryAfterMs: 1000 });
});

test('what is forgiven does not count, and does not begin a window', () => {
  const runtime = simulatedRuntime();
  const limit = new AttemptLimit(runtime.clock, 10);
  for (let nr = 0; nr < 10; nr += 1) limit.begin('ann', bound).forgive();
  runtime.advance(900);
  for (let nr = 0; nr < 3; nr += 1) limit.begin('ann', bound).keep();
  runtime.advance(900);
  expect(refusal(() => limit.begin('ann', bound))).toMatchObject({ code: 'rate_limited' });
});

test('attempts at once get no further than attempts in turn', () => {
  const limit = new AttemptLimit(simulatedRuntime().clock, 10);
  const [first, second] = [limit.begin('ann', bound), limit.begin('ann', bound), limit.begin('ann', bound)];
  expect(refusal(() => limit.begin('ann', bound))).toMatchObject({ retryAfterMs: 1000 });
  first?.forgive();
  second?.keep();
  expect(refusal(() => limit.begin('ann', bound))).toBeNull();
  expect(refusal(() => limit.begin('ann', bound))).toMatchObject({ code: 'rate_limited' });
});

test('an attempt that was begun before the window ended counts in the next one', () => {
  const runtime = simulatedRuntime();
  const limit = new AttemptLimit(runtime.clock, 10);
  const one = { ...bound, most: 2 };
  limit.begin('ann', one).keep();
  const slow = limit.begin('ann', one);
  runtime.advance(1000);
  slow.keep();
  limit.begin('ann', one).keep();
  expect(refusal(() => limit.begin('ann', one))).toMatchObject({ retryAfterMs: 1000 });
});

test('only so many keys are held', () => {
  const limit = new AttemptLimit(simulatedRuntime().clock, 2);
  const one = { ...bound, most: 1 };
  for (const key of ['a', 'b', 'c']) limit.begin(key, one).keep();
  expect(refusal(() => limit.begin('c', one))).not.toBeNull();
  expect(refusal(() => limit.begin('a', one))).toBeNull();
});
