import { expect, test } from 'vitest';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { fakeConnections } from '../../../wire/testing/fake-connection.ts';
import { Wire } from '../../../wire/wire.ts';
import { ChannelstreamFrame } from '../codec/channelstream-frame.ts';
import { ChannelstreamMessage } from '../codec/channelstream-message.ts';
import { ConnectionOutlet } from './connection-outlet.ts';

const LONG_AGO = 15_001;

/** An outlet at a time that stands still, with WebSockets to listen on it. */
function bed(limits: { readonly outletBytes?: number } = {}) {
  const runtime = simulatedRuntime();
  const wire = new Wire(runtime, limits);
  const sockets = fakeConnections(runtime, limits);
  const counters = { messages: 0, uniqueMessages: 0 };
  const closings: string[] = [];
  const outlet = new ConnectionOutlet({ wire, counters, onClosed: () => void closings.push('closed') });
  return {
    ...{ runtime, wire, outlet, counters, closings },
    listen(isReading = true) {
      const connection = sockets.connect({ isReading });
      outlet.openSocket(connection.outlet);
      return connection;
    },
    /** Time passes, and the sweep comes by. */
    sweepAfter(ms: number) {
      runtime.advance(ms);
      const verdict = outlet.sweep(runtime.clock.monotonic());
      runtime.settle();
      return verdict;
    },
  };
}

const NAMES = { type: '"message"', channel: '"a"', catchup: 'false' };

function saying(...texts: string[]): ChannelstreamFrame {
  return new ChannelstreamFrame(
    texts.map(
      (text) => new ChannelstreamMessage(new Map(Object.entries({ ...NAMES, message: `"${text}"` })), true),
    ),
  );
}

/** The texts that came by a WebSocket, each with `!` if as catch-up. Its frames are short enough to be taken apart so. */
function heardBy({ peer }: { readonly peer: { readonly received: string } }): string[] {
  return [...peer.received.matchAll(/\[([^\]]*)\]/g)].map(([, json = '']) => {
    if (json === '') return 'beat';
    const { message, catchup } = JSON.parse(json);
    return `${message}${catchup ? '!' : ''}`;
  });
}

test('a WebSocket first gets what waits, as catch-up, then everything as it comes, one object to a frame', () => {
  const { outlet, listen, runtime, counters } = bed();
  outlet.sendNow(saying('1', '2'));
  const socket = listen();
  outlet.send(saying('3'));
  outlet.sendNow(saying('4', '5'));
  runtime.settle();
  expect(heardBy(socket)).toEqual(['1!', '2!', '3', '4', '5']);
  expect(counters.messages).toBe(5);
});

test('a connection that nobody listens on ends after fifteen seconds, whatever comes for it', () => {
  const { outlet, sweepAfter } = bed();
  expect(sweepAfter(15_000)).toBe('stays');
  outlet.send(saying('1'));
  expect(sweepAfter(1)).toBe('ends');
});

test('a WebSocket keeps its connection, and hears a heartbeat every five seconds', () => {
  const { listen, sweepAfter } = bed();
  const socket = listen();
  const beats = Array.from({ length: 20 }, () => sweepAfter(1000) && heardBy(socket).length);
  expect([beats[3], beats[4], beats[9], beats[19]]).toEqual([0, 1, 2, 4]);
  expect(heardBy(socket)).toEqual(['beat', 'beat', 'beat', 'beat']);
});

test('when its WebSocket closes the next sweep ends the connection, unless somebody listens by then', () => {
  const gone = bed();
  gone.listen().outlet.gone();
  expect([gone.outlet.state, gone.sweepAfter(1)]).toEqual(['left', 'ends']);
  const back = bed();
  back.listen().outlet.gone();
  back.outlet.send(saying('1'));
  const again = back.listen();
  expect([back.sweepAfter(1), heardBy(again)]).toEqual(['stays', ['1!']]);
  const connected = bed();
  connected.listen().outlet.gone();
  connected.outlet.connectedAgain();
  expect([connected.sweepAfter(1000), connected.sweepAfter(LONG_AGO)]).toEqual(['stays', 'ends']);
});

test('a second WebSocket takes over, and the end of the first one does it no harm', () => {
  const { outlet, listen, sweepAfter, closings } = bed();
  const first = listen();
  const second = listen();
  expect(first.control.closedWith?.reason).toBe('conflict');
  first.outlet.gone();
  outlet.sendNow(saying('1'));
  expect([sweepAfter(1000), heardBy(first), heardBy(second)]).toEqual(['stays', [], ['1']]);
  expect(closings).toEqual([]);
});

test('polls keep a connection, and lose nothing of what comes between them', async () => {
  const { outlet, sweepAfter } = bed();
  const answers: string[] = [];
  for (const text of ['1', '2']) {
    const answer = outlet.openPoll().begin();
    outlet.send(saying(text));
    expect(sweepAfter(250)).toBe('stays');
    answers.push(await answer);
    outlet.send(saying(`after ${text}`));
    expect([outlet.state, sweepAfter(14_000)]).toEqual(['unheard', 'stays']);
  }
  const texts = answers.map((json) => JSON.parse(json).map((said: { message: string }) => said.message));
  expect(texts).toEqual([['1'], ['after 1', '2']]);
  expect(sweepAfter(1001)).toBe('ends');
});

test('what a poll was gathering goes to the WebSocket that takes over, in order', async () => {
  const { outlet, listen } = bed();
  outlet.send(saying('1'));
  const answer = outlet.openPoll().begin();
  outlet.send(saying('2'));
  const socket = listen();
  outlet.sendNow(saying('3'));
  expect([await answer, heardBy(socket)]).toEqual(['[]', ['1!', '2', '3']]);
});

test('an end by the server closes the WebSocket, and is told once and later, not within what caused it', () => {
  const { outlet, listen, runtime, closings } = bed();
  const socket = listen();
  outlet.close(new ParleyError('banned', 'Banned.'));
  outlet.close(new ParleyError('kicked', 'Again.'));
  outlet.sendNow(saying('1'));
  expect([socket.control.closedWith?.reason, closings]).toEqual(['banned', []]);
  runtime.settle();
  expect([closings, outlet.state, outlet.bufferedBytes, heardBy(socket)]).toEqual([
    ['closed'],
    'over',
    0,
    [],
  ]);
});

test('a client that reads too slowly loses its connection: nothing is silently left out', () => {
  const { outlet, listen, runtime, closings } = bed({ outletBytes: 10_000 });
  const socket = listen(false);
  for (let nr = 0; nr < 200; nr += 1) outlet.sendNow(saying('x'.repeat(100)));
  runtime.settle();
  expect([socket.control.closedWith?.reason, closings]).toEqual(['slow_consumer', ['closed']]);
  expect(() => listen()).toThrow('over');
});

test('so does one that does not come for more than may wait', () => {
  const { outlet, runtime, wire, closings } = bed({ outletBytes: 10_000 });
  for (let nr = 0; nr < 99; nr += 1) outlet.sendNow(saying('x'.repeat(200)));
  runtime.settle();
  expect([closings, outlet.state, wire.budget.totalBytes]).toEqual([['closed'], 'over', 0]);
});
