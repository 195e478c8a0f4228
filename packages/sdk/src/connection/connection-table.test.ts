import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientError, ParleyError } from '../errors/parley-error.ts';
import { step } from '../machine/table.ts';
import type {
  ConnectionEffect,
  ConnectionEnv,
  ConnectionEvent,
  ConnectionState,
} from './connection-state.ts';
import { connectionTable } from './connection-table.ts';

const error = fc.constantFrom(
  clientError('disconnected', 'lost'),
  clientError('token_failed', 'no token'),
  ...(['never', 'later', 'reconnect', 'refresh'] as const).flatMap((retry) => [
    new ParleyError({ code: 'some_code', message: '', retry, fix: '' }),
    new ParleyError({ code: 'unauthenticated', message: '', retry, fix: '', retryAfterMs: 5000 }),
  ]),
);
const event: fc.Arbitrary<ConnectionEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('want' as const, 'connect', 'token', 'opened', 'refreshDue', 'wake') }),
  fc.record({ type: fc.constantFrom('tokenFailed' as const, 'refreshRefused', 'ended'), error }),
  fc.record({ type: fc.constant('accepted' as const), expiresAt: fc.option(fc.integer()) }),
  fc.record({ type: fc.constant('due' as const), silentMs: fc.nat(60_000), answered: fc.boolean() }),
);
const story = fc.array(fc.tuple(event, fc.nat(20_000)), { maxLength: 80, size: 'max' });

/** Walks the table, and keeps what its interpreter would keep: a socket, two timers. */
function walk(events: readonly (readonly [ConnectionEvent, number])[], renewable: boolean) {
  const held = { socket: false, timer: false, refreshTimer: false, pings: 0 };
  const apply = (effect: ConnectionEffect): void => {
    if (effect.do === 'openSocket') held.socket = true;
    if (effect.do === 'dropSocket') held.socket = false;
    if (effect.do === 'timer') held.timer = effect.ms !== null;
    if (effect.do === 'refreshTimer') held.refreshTimer = effect.ms !== null;
    if (effect.do === 'ping') held.pings++;
  };
  let state: ConnectionState = { name: 'idle' };
  let now = 0;
  const trail: Array<{ state: ConnectionState; held: typeof held }> = [];
  for (const [next, after] of events) {
    now += after;
    const env: ConnectionEnv = { now, chance: 0.5, renewable };
    if (next.type === 'due') held.timer = false;
    const [reached, ...effects]: readonly [ConnectionState, ...ConnectionEffect[]] = step(
      connectionTable,
      state,
      next,
      env,
    );
    // A timer that nobody started does not fire.
    if (next.type === 'due' && reached === state) held.timer = true;
    state = reached;
    effects.forEach(apply);
    trail.push({ state, held: { ...held } });
  }
  return trail;
}

test('whatever happens, a state on the way or live has a timer, so nothing waits for ever', () => {
  fc.assert(
    fc.property(story, fc.boolean(), (events, renewable) => {
      for (const { state, held } of walk(events, renewable)) {
        if (!['idle', 'refused', 'closed'].includes(state.name)) expect(held.timer).toBe(true);
      }
    }),
  );
});

test('whatever happens, there is a socket exactly from connecting to the end of being live', () => {
  fc.assert(
    fc.property(story, fc.boolean(), (events, renewable) => {
      for (const { state, held } of walk(events, renewable)) {
        expect(held.socket).toBe(['connecting', 'greeting', 'open', 'refreshing'].includes(state.name));
      }
    }),
  );
});

test('closed is the end: nothing leads out, and nothing is held', () => {
  fc.assert(
    fc.property(story, story, (before, after) => {
      const trail = walk([...before, [{ type: 'close' }, 0], ...after], true).slice(before.length);
      for (const { state, held } of trail) {
        expect(state.name).toBe('closed');
        expect([held.socket, held.refreshTimer]).toEqual([false, false]);
      }
    }),
  );
});

test('with a token callback no refusal of a token is final', () => {
  fc.assert(
    fc.property(fc.constantFrom('unauthenticated', 'token_expired'), (code) => {
      const refusal = new ParleyError({
        code,
        message: '',
        retry: code === 'token_expired' ? 'refresh' : 'never',
        fix: '',
      });
      const env: ConnectionEnv = { now: 0, chance: 0.5, renewable: true };
      const [renewing] = step(
        connectionTable,
        { name: 'greeting', attempt: 3 },
        { type: 'ended', error: refusal },
        env,
      );
      expect(renewing.name).toBe('waiting');
      const [fixed] = step(
        connectionTable,
        { name: 'greeting', attempt: 3 },
        { type: 'ended', error: refusal },
        { ...env, renewable: false },
      );
      expect(fixed.name).toBe('refused');
    }),
  );
});

test('a wake retries at once, unless the server asked to stay away', () => {
  const waiting = {
    name: 'waiting',
    attempt: 4,
    error: clientError('disconnected', 'lost'),
    retryAt: 20_000,
    notBefore: 5000,
  } as const;
  const wakeAt = (now: number) =>
    step(connectionTable, waiting, { type: 'wake' }, { now, chance: 0.5, renewable: false })[0].name;
  expect(wakeAt(4999)).toBe('waiting');
  expect(wakeAt(5000)).toBe('connecting');
});
