import { expect, test } from 'vitest';
import { simulatedRuntime } from '../runtime/simulated-runtime.ts';
import { Heartbeat, type HeartbeatPeer, type Patience } from './heartbeat.ts';

class Peer implements HeartbeatPeer {
  bytesReceived = 0;
  readonly pings: number[] = [];
  terminatedAt: number | null = null;
  readonly #now: () => number;
  answers = true;
  patience: Patience = 'usual';

  constructor(now: () => number) {
    this.#now = now;
  }

  ping(): void {
    this.pings.push(this.#now());
    if (this.answers) this.bytesReceived += 6;
  }

  terminate(): void {
    this.terminatedAt = this.#now();
  }
}

const limits = { pingAfterMs: 25_000, pongWithinMs: 20_000 };

function setUp() {
  const runtime = simulatedRuntime({ startAt: 0 });
  const heartbeat = new Heartbeat(runtime, limits);
  return { runtime, heartbeat, peer: () => new Peer(() => runtime.clock.now()) };
}

test('a silent peer is pinged, and terminated when it stays silent', () => {
  const { runtime, heartbeat, peer } = setUp();
  using _heartbeat = heartbeat;
  const dead = peer();
  dead.answers = false;
  heartbeat.watch(dead);
  runtime.advance(25_000 + 2_000);
  expect(dead.pings).toHaveLength(1);
  expect(dead.terminatedAt).toBeNull();
  runtime.advance(20_000 + 2_000);
  expect(dead.terminatedAt).not.toBeNull();
  expect((dead.terminatedAt ?? 0) - (dead.pings[0] ?? 0)).toBeGreaterThanOrEqual(20_000);
});

test('a peer that answers lives, and is pinged about once per period', () => {
  const { runtime, heartbeat, peer } = setUp();
  using _heartbeat = heartbeat;
  const idle = peer();
  heartbeat.watch(idle);
  runtime.advance(600_000);
  expect(idle.terminatedAt).toBeNull();
  expect(idle.pings.length).toBeGreaterThanOrEqual(20);
  expect(idle.pings.length).toBeLessThanOrEqual(25);
});

test('a peer that talks is not pinged', () => {
  const { runtime, heartbeat, peer } = setUp();
  using _heartbeat = heartbeat;
  const talkative = peer();
  heartbeat.watch(talkative);
  talkative.bytesReceived += 1;
  runtime.advance(2_000);
  talkative.pings.length = 0;
  for (let count = 0; count < 20; count += 1) {
    talkative.bytesReceived += 1;
    runtime.advance(20_000);
  }
  expect(talkative.pings).toEqual([]);
});

test('peers that came together are pinged at different times', () => {
  const { runtime, heartbeat, peer } = setUp();
  using _heartbeat = heartbeat;
  const peers = Array.from({ length: 1000 }, peer);
  for (const each of peers) heartbeat.watch(each);
  runtime.advance(200_000);
  const bySecond = new Map<number, number>();
  for (const at of peers.flatMap((each) => each.pings.slice(-1))) {
    const second = Math.floor(at / 1000);
    bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
  }
  expect(Math.max(...bySecond.values())).toBeLessThan(150);
});

test('a peer may be given its own time, which is not cut short by an early first ping', () => {
  const { runtime, heartbeat, peer } = setUp();
  using _heartbeat = heartbeat;
  const dead = Array.from({ length: 50 }, peer);
  for (const each of dead) {
    each.answers = false;
    each.patience = { pingAfterMs: 44_000, pongWithinMs: 16_000 };
    heartbeat.watch(each);
  }
  runtime.advance(59_000);
  expect(dead.every(({ pings, terminatedAt }) => pings.length === 1 && terminatedAt === null)).toBe(true);
  runtime.advance(4_000);
  expect(dead.every(({ terminatedAt }) => terminatedAt !== null && terminatedAt >= 60_000)).toBe(true);
});

test('a peer with endless patience is left alone, until that changes', () => {
  const { runtime, heartbeat, peer } = setUp();
  using _heartbeat = heartbeat;
  const dead = peer();
  dead.answers = false;
  dead.patience = 'endless';
  heartbeat.watch(dead);
  runtime.advance(600_000);
  expect([dead.pings, dead.terminatedAt]).toEqual([[], null]);
  dead.patience = { pingAfterMs: 4_000, pongWithinMs: 4_000 };
  runtime.advance(13_000);
  expect(dead.terminatedAt).not.toBeNull();
});

test('one timer serves all peers, and none is left when it is disposed', () => {
  const { runtime, heartbeat, peer } = setUp();
  const peers = Array.from({ length: 100 }, peer);
  for (const each of peers) heartbeat.watch(each);
  expect(runtime.pendingTimers()).toBe(1);
  for (const each of peers) heartbeat.forget(each);
  runtime.advance(60_000);
  expect(peers.every((each) => each.pings.length === 0)).toBe(true);
  heartbeat[Symbol.dispose]();
  expect(runtime.pendingTimers()).toBe(0);
});
