import { expect, test } from 'vitest';
import type { Stats } from '../../api/trpc.ts';
import { totalsOf } from './totals-of.ts';

const NOTHING: Stats = {
  at: 0,
  connections: 0,
  channels: 0,
  connected: 0,
  published: 0,
  publishedBytes: 0,
  signalled: 0,
  refused: 0,
  delivered: 0,
  messagesDelivered: 0,
  bytesDelivered: 0,
  dropped: 0,
  callsAnswered: 0,
  callsFailed: 0,
  handshakesRefused: 0,
  roomMessagesStored: 0,
  mirrorBatches: 0,
  webhooksDelivered: 0,
  webhooksFailed: 0,
  latencyMs: 0,
};

test('before the first message nothing is divided by nothing, and no latency is made up', () => {
  const totals = totalsOf(NOTHING);
  expect(JSON.stringify(totals)).not.toMatch(/NaN|Infinity/);
  expect(totals.find(({ label }) => label === 'Latency')?.value).toBe('unknown');
});

test('the average payload is that of a message as one reader gets it', () => {
  const totals = totalsOf({ ...NOTHING, messagesDelivered: 4, bytesDelivered: 6000 });
  expect(totals[1]).toEqual({ label: 'Payload delivered', value: '6 kB', note: '1.5 kB each, on average' });
});
