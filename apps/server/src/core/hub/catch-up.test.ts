import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { Body } from '../event/body.ts';
import type { LoggedEvent } from '../event/event.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Codec } from './codec.ts';
import { Hub } from './hub.ts';
import type { Reader } from './reader.ts';
import { Turns } from './turns.ts';

const EVENTS = 1000;
const FRAME_BYTES = 65_536;

const codec: Codec<number[]> = {
  encode: (_event, position) => [position.offset],
  join: (frames) => frames.flat(),
};

/** One slow connection with many subscriptions to a long log. */
function slowConnection() {
  const runtime = simulatedRuntime();
  const body = Body.ofText('x');
  const events = Array.from({ length: EVENTS }, (_, index): LoggedEvent => {
    const position = { epoch: 'e', offset: index + 1 };
    const sender = { userId: null, sessionId: null };
    const named = {
      appId: 'a',
      channel: 'x',
      id: `${index}`,
      name: 'm',
      at: 0,
      clientId: null,
      target: null,
    };
    return { ...named, kind: 'publish', position, sender, body };
  });
  const head = { epoch: 'e', offset: EVENTS };
  const reading = { now: 0, most: 0, events: 0 };
  const never = () => Promise.reject(new Error('not part of this'));
  const log: EventLog = {
    async readAfter(_app, _channel, after, limit) {
      reading.now += 1;
      reading.most = Math.max(reading.most, reading.now);
      await new Promise<void>((resolve) => runtime.timers.soon(resolve));
      reading.now -= 1;
      const page = events.slice(after, after + limit);
      reading.events += page.length;
      return { head, events: page, complete: after + limit >= EVENTS };
    },
    head: async () => head,
    append: never,
    history: never,
    find: never,
    findByClientId: never,
    findPublished: never,
  };
  const hub = new Hub(runtime, { logOf: () => log, onFailure: () => {} });
  const turns = new Turns(4);
  const connection = { buffered: 0 };
  const subscribe = (): number[] => {
    const got: number[] = [];
    const reader: Reader<number[]> = {
      codec,
      variant: '',
      outlet: {
        send(frame) {
          got.push(...frame);
          connection.buffered += FRAME_BYTES * frame.length;
        },
        sendNow: () => {},
        get bufferedBytes() {
          return connection.buffered;
        },
        close: () => {},
      },
      started: () => {},
      gap: (position) => void got.push(-position.offset),
      revoked: () => {},
    };
    const client = {
      sessionId: 's',
      userId: null,
      sight: () => ({ provedUserId: null }),
      seesPresence: true,
    };
    const request = { ...client, resume: null, rewind: EVENTS, turns };
    hub.subscribe('a', 'x', reader, { ...request, members: () => null, ended: () => {} });
    return got;
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 30; turn += 1) {
      for (let microtask = 0; microtask < 10; microtask += 1) await Promise.resolve();
      runtime.advance(10);
    }
  };
  return { subscribe, settle, reading, connection };
}

test('a connection that reads nothing makes the log read next to nothing, however much it asks for', async () => {
  const { subscribe, settle, reading } = slowConnection();
  const all = Array.from({ length: 100 }, subscribe);
  await settle();
  expect(reading.most).toBeLessThanOrEqual(4);
  expect(reading.events).toBeLessThan(5000);
  expect(all.flat().length).toBeLessThan(20);
});

test('what a slow connection left of a page is read again: it gets every event once, and little is read twice', async () => {
  const { subscribe, settle, reading, connection } = slowConnection();
  const all = Array.from({ length: 3 }, subscribe);
  for (let drained = 0; drained < 2000 && all.some((got) => got.length < EVENTS); drained += 1) {
    connection.buffered = 0;
    await settle();
  }
  const every = Array.from({ length: EVENTS }, (_, index) => index + 1);
  expect(all).toEqual([every, every, every]);
  expect(reading.events).toBeLessThan(5 * all.length * EVENTS);
});
