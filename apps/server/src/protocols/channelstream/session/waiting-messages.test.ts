import { expect, test } from 'vitest';
import { ByteBudget } from '../../../wire/byte-budget.ts';
import { ChannelstreamMessage } from '../codec/channelstream-message.ts';
import { WaitingMessages } from './waiting-messages.ts';

function waitingIn(budget = new ByteBudget(10_000_000), outletBytes = 1_000_000) {
  const closings: string[] = [];
  const outlet = {
    get bufferedBytes(): number {
      return waiting.bytes;
    },
    close({ code }: { readonly code: string }): void {
      closings.push(code);
      waiting.close();
    },
  };
  const waiting: WaitingMessages = new WaitingMessages({ budget, outletBytes, outlet });
  return { waiting, closings };
}

function frame(fields: Readonly<Record<string, unknown>>, waits = true): ChannelstreamMessage {
  const texts = Object.entries(fields).map(([key, value]) => [key, JSON.stringify(value)] as const);
  return new ChannelstreamMessage(new Map(texts), waits);
}

const message = (uuid: string, text = uuid, channel: string | null = 'a') =>
  frame({ type: 'message', uuid, channel, message: { text }, edited: null, catchup: false });
const edit = (uuid: string, text: string) =>
  frame({ type: 'message:edit', uuid, channel: 'a', message: { text }, edited: 'then' });
const deletion = (uuid: string) => frame({ type: 'message:delete', uuid, channel: 'a' });

/** What is handed over, as short words: `x!` came late, `x` in time. */
function taken(waiting: WaitingMessages): string[] {
  return waiting.take().map((json) => {
    const { type, uuid, message: said, catchup } = JSON.parse(json);
    return `${type === 'message' ? '' : `${type} `}${said?.text ?? uuid}${catchup ? '!' : ''}`;
  });
}

test('what came while nobody listened is handed over as catch-up, what came for the poll is not', () => {
  const { waiting } = waitingIn();
  waiting.miss(message('1'));
  waiting.gather(message('2'));
  expect([waiting.size, taken(waiting)]).toEqual([2, ['1!', '2']]);
  waiting.gather(message('3'));
  expect([taken(waiting), waiting.size, waiting.bytes]).toEqual([['3'], 0, 0]);
});

test('what a poll did not take was missed, and comes as catch-up with the next', () => {
  const { waiting } = waitingIn();
  waiting.miss(message('1'));
  waiting.gather(message('2'));
  waiting.becomeMissed();
  expect(taken(waiting)).toEqual(['1!', '2!']);
});

test('a missed message shows what it was edited to, and the edit follows', () => {
  const { waiting } = waitingIn();
  waiting.miss(message('1', 'first'));
  waiting.miss(message('2', 'second'));
  waiting.miss(edit('1', 'better'));
  expect(taken(waiting)).toEqual(['better!', 'second!', 'message:edit better!']);
});

test('of a missed message that was deleted only the deletion is left', () => {
  const { waiting } = waitingIn();
  waiting.miss(message('1'));
  waiting.miss(message('2'));
  waiting.miss(deletion('1'));
  waiting.gather(message('3'));
  expect(taken(waiting)).toEqual(['2!', 'message:delete 1!', '3']);
});

test('what a poll gathers stays as it came, with the edit behind it', () => {
  const { waiting } = waitingIn();
  waiting.gather(message('1', 'first'));
  waiting.gather(edit('1', 'better'));
  expect(taken(waiting)).toEqual(['first', 'message:edit better']);
});

test('of a channel that keeps no frames nothing waits for who does not listen', () => {
  const { waiting } = waitingIn();
  const fleeting = frame({ type: 'message', uuid: '1', channel: 'a' }, false);
  waiting.miss(fleeting);
  expect(waiting.size).toBe(0);
  waiting.gather(fleeting);
  waiting.gather(message('2'));
  waiting.becomeMissed();
  expect(taken(waiting)).toEqual(['2!']);
});

test('the last hundred are missed, older ones are given up', () => {
  const { waiting } = waitingIn();
  for (let nr = 1; nr <= 130; nr += 1) waiting.miss(message(`${nr}`));
  const words = taken(waiting);
  expect([words.length, words[0], words.at(-1)]).toEqual([100, '31!', '130!']);
});

test('nothing of a channel that was left is handed over, whenever it came', () => {
  const { waiting } = waitingIn();
  waiting.miss(message('1', 'one', 'a'));
  waiting.miss(message('2', 'two', 'b'));
  waiting.miss(message('3', 'three', null));
  waiting.gather(message('4', 'four', 'a'));
  waiting.gather(message('5', 'five', 'b'));
  waiting.drop('a');
  expect(taken(waiting)).toEqual(['two!', 'three!', 'five']);
});

test('over its bytes the outlet is closed and holds none, even in the middle of a rewriting', () => {
  const budget = new ByteBudget(1000);
  const { waiting, closings } = waitingIn(budget, 600);
  waiting.miss(message('1', 'x'.repeat(100)));
  waiting.miss(message('2', 'x'.repeat(100)));
  waiting.miss(edit('1', 'y'.repeat(550)));
  expect(closings).toEqual(['slow_consumer']);
  waiting.miss(message('3'));
  waiting.gather(message('4'));
  expect([waiting.size, budget.totalBytes]).toEqual([0, 0]);
});
