import { expect, test } from 'vitest';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { PollListener } from './poll-listener.ts';

/** A poll over a queue, and what became of it. */
function polling(waiting: string[] = []) {
  const runtime = simulatedRuntime();
  const events: string[] = [];
  const poll = new PollListener({
    runtime,
    source: {
      size: () => waiting.length,
      bytes: () => waiting.join('').length,
      take: () => waiting.splice(0),
    },
    onDone: () => void events.push('done'),
  });
  const startedAt = runtime.clock.monotonic();
  const note = (what: string): void => void events.push(`${what} ${runtime.clock.monotonic() - startedAt}`);
  poll.begin().then(note, (reason: ParleyError) => note(reason.code));
  return {
    ...{ runtime, poll, waiting, events },
    say(message: string): void {
      waiting.push(message);
      poll.arrived();
    },
    /** Time passes, in steps small enough for the answer to be seen when it comes. */
    async pass(ms: number): Promise<void> {
      await Promise.resolve();
      for (let step = 0; step < ms; step += 10) {
        runtime.advance(10);
        await Promise.resolve();
      }
    },
  };
}

test('a poll that nothing comes for is answered with nothing after five seconds', async () => {
  const { events, pass, runtime } = polling();
  await pass(4990);
  expect(events).toEqual([]);
  await pass(10);
  expect([events, runtime.pendingTimers()]).toEqual([['done', '[] 5000'], 0]);
});

test('a poll is answered a quarter of a second after the last of what came', async () => {
  const { events, pass, say } = polling();
  await pass(1000);
  say('1');
  await pass(100);
  say('2');
  await pass(240);
  say('3');
  await pass(240);
  expect(events).toEqual([]);
  await pass(10);
  expect(events).toEqual(['done', '[1,2,3] 1590']);
});

test('what waits already is answered after a quarter of a second', async () => {
  const { events, pass } = polling(['1']);
  await pass(250);
  expect(events).toEqual(['done', '[1] 250']);
});

test('a channel that never rests does not keep a poll from being answered', async () => {
  const { events, pass, say } = polling();
  for (let nr = 0; nr < 60 && events.length === 0; nr += 1) {
    say(`${nr}`);
    await pass(100);
  }
  expect(events[1]).toMatch(/^\[0,1,.*,49\] 5000$/);
});

test.each([
  ['a hundred messages', Array.from({ length: 100 }, (_, nr) => `${nr}`)],
  ['a quarter of a megabyte', ['x'.repeat(262_144)]],
])('a poll with %s is answered at once', async (_, messages) => {
  const { events, say } = polling();
  for (const message of messages) say(message);
  await Promise.resolve();
  expect(events).toEqual(['done', `[${messages.join(',')}] 0`]);
});

test('what came for a client that left stays for its next poll', async () => {
  const { events, poll, pass, say, waiting, runtime } = polling();
  say('1');
  poll.abandon();
  poll.abandon();
  await pass(300);
  expect([events, waiting, runtime.pendingTimers()]).toEqual([['done', '[] 0'], ['1'], 0]);
});

test('a poll that another took over from is answered with nothing, and takes nothing', async () => {
  const { events, poll, pass, say, waiting } = polling();
  say('1');
  poll.replaced();
  await pass(300);
  expect([events, waiting]).toEqual([['[] 0'], ['1']]);
});

test('who is sent to another server gets what came; who is sent away gets the reason and nothing else', async () => {
  const moved = polling(['1']);
  moved.poll.close(new ParleyError('draining', 'Going down.'));
  const banned = polling(['1']);
  banned.poll.close(new ParleyError('banned', 'Banned.'));
  const cut = polling(['1']);
  cut.poll.terminate();
  await moved.pass(10);
  expect([moved.events, banned.events, cut.events]).toEqual([['[1] 0'], ['banned 0'], ['draining 0']]);
});
