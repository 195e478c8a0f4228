import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ChannelItem } from './channel/channel-item.ts';
import { defineChannel } from './channel/define-channel.ts';
import { ParleyError } from './errors/parley-error.ts';
import type { Receipt } from './outbox/outbox-message.ts';
import { type Simulation, simulate } from './simulation/simulate.ts';
import { Witness } from './simulation/witness.ts';

const room = defineChannel(
  'room:{id}',
  { message: z.object({ n: z.number() }) },
  { signals: { typing: z.object({}) }, presence: z.object({}) },
);
type Room = typeof room;

/** One thing that happens to a client, or that it does. */
type Command =
  | { readonly do: 'publish'; readonly channel: number; readonly timeoutMs: number | undefined }
  | { readonly do: 'foreign' | 'signal' | 'join' | 'leave'; readonly channel: number }
  | { readonly do: 'trim'; readonly channel: number; readonly keep: number }
  | { readonly do: 'refuse'; readonly code: string; readonly times: number; readonly retryAfterMs: number }
  | { readonly do: 'close'; readonly code: number; readonly reason: string }
  | { readonly do: 'run' | 'outage'; readonly ms: number }
  | { readonly do: 'cut' | 'hush' | 'wake' | 'tokenFails' };

const channel = fc.integer({ min: 1, max: 2 });
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      channel,
      timeoutMs: fc.option(fc.nat(3000), { nil: undefined }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('foreign' as const, 'signal', 'join', 'leave'), channel }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim' as const), channel, keep: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refuse' as const),
      code: fc.constantFrom('rate_limited', 'unavailable', 'internal'),
      times: fc.integer({ min: 1, max: 5 }),
      retryAfterMs: fc.nat(2000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      code: fc.constantFrom(1001, 1006, 4009, 4013, 4014, 4029),
      reason: fc.constantFrom(
        '',
        '{"code":"draining","retryAfterMs":700}',
        '{"retryAfterMs":-1}',
        'not json',
      ),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('run' as const, 'outage'), ms: fc.nat(4000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'hush', 'wake', 'tokenFails') }) },
);

interface Sent {
  readonly n: number;
  readonly channel: number;
  outcome: Receipt | ParleyError | null;
  /** Its sender gave up and it is no longer on its way: it must never be stored. */
  withdrawn: boolean;
}

/** A client with its subscribers, its sends, and the commands that happen to it. */
class Story {
  readonly world: Simulation;
  readonly sent: Sent[] = [];
  readonly witnesses: Array<{ channel: number; witness: Witness; leave: () => void; here: boolean }> = [];
  readonly faults: unknown[] = [];
  #tokenFailures = 0;

  constructor(seed: number) {
    const token = async (): Promise<string> => {
      if (this.#tokenFailures-- > 0) throw new Error('The token service is down.');
      return 'token';
    };
    this.world = simulate({ token }, seed);
    this.world.server.expiresAt = this.world.runtime.now() + 30_000;
  }

  async play(next: Command): Promise<void> {
    const { server, runtime, parley } = this.world;
    switch (next.do) {
      case 'publish':
        this.#publish(next.channel, next.timeoutMs);
        break;
      case 'foreign':
        server.publish(`room:${next.channel}`, 'message', { n: -1 });
        break;
      case 'signal':
        await Promise.race([
          parley.channel(room, { id: next.channel }).signal('typing', {}),
          runtime.run(20),
        ]);
        break;
      case 'join':
        this.#join(next.channel);
        break;
      case 'leave': {
        const leaver = this.witnesses.find((entry) => entry.here && entry.channel === next.channel);
        if (leaver) leaver.here = false;
        leaver?.leave();
        break;
      }
      case 'trim':
        server.log(`room:${next.channel}`).trim(next.keep);
        break;
      case 'refuse': {
        let left = next.times;
        const { code, retryAfterMs } = next;
        server.refuse = () => (left-- > 0 ? { code, retry: 'later', retryAfterMs } : null);
        break;
      }
      case 'close':
        server.close(next.code, next.reason);
        break;
      case 'run':
        await runtime.run(next.ms);
        break;
      case 'outage':
        server.reachable = false;
        server.cut();
        await runtime.run(next.ms);
        server.reachable = true;
        break;
      case 'cut':
        server.cut();
        break;
      case 'hush':
        server.hush();
        break;
      case 'wake':
        this.world.wake();
        break;
      case 'tokenFails':
        this.#tokenFailures = 2;
    }
  }

  /** Lets everything heal and come to rest. */
  async heal(): Promise<void> {
    this.world.server.refuse = () => null;
    await this.world.runtime.run(300_000);
  }

  #publish(channelId: number, timeoutMs: number | undefined): void {
    const entry: Sent = { n: this.sent.length, channel: channelId, outcome: null, withdrawn: false };
    this.sent.push(entry);
    this.world.parley
      .channel(room, { id: channelId })
      .publish('message', { n: entry.n }, { clientId: `c${entry.n}`, timeoutMs })
      .then(
        (receipt) => {
          entry.outcome = receipt;
        },
        (error: unknown) => {
          if (!(error instanceof ParleyError)) throw error;
          entry.outcome = error;
          entry.withdrawn = this.world.parley.outbox.messages.every(
            ({ clientId }) => clientId !== `c${entry.n}`,
          );
        },
      );
  }

  #join(channelId: number): void {
    const witness = new Witness();
    const take = (item: ChannelItem<Room>): void => {
      try {
        witness.take(item);
      } catch (fault) {
        this.faults.push(fault);
      }
    };
    const subscription = this.world.parley.channel(room, { id: channelId }).subscribe({
      message: take,
      onStart: take,
      onGap: take,
      onEnd: (error) => this.faults.push(error),
    });
    this.witnesses.push({ channel: channelId, witness, leave: () => subscription.unsubscribe(), here: true });
  }
}

const story = { seed: fc.integer(), commands: fc.array(command, { maxLength: 60, size: 'max' }) };

test('whatever happens: sends are stored once, in order, and settle; subscribers see every offset once or a gap', async () => {
  await fc.assert(
    fc.asyncProperty(story.seed, story.commands, async (seed, commands) => {
      const told = new Story(seed);
      for (const next of commands) await told.play(next);
      await told.heal();
      expect(told.faults).toEqual([]);
      for (const { channel: id, witness, here } of told.witnesses) {
        const { head } = told.world.server.log(`room:${id}`);
        if (here) expect(witness.at).toBe(head);
        else expect(witness.at ?? 0).toBeLessThanOrEqual(head);
      }
      for (const id of [1, 2]) {
        const { stored } = told.world.server.log(`room:${id}`);
        const stories = stored.flatMap(({ clientId }) =>
          clientId === null ? [] : [Number(clientId.slice(1))],
        );
        expect(stories).toEqual([...new Set(stories)].sort((one, other) => one - other));
        for (const { n, channel: where, outcome, withdrawn } of told.sent) {
          if (where !== id) continue;
          expect(outcome).not.toBeNull();
          if (!(outcome instanceof ParleyError)) expect(stories).toContain(n);
          else if (withdrawn) expect(stories).not.toContain(n);
          else expect(stories).toContain(n);
        }
      }
      expect(told.world.parley.outbox.messages).toEqual([]);
      told.world.parley.close();
    }),
    { numRuns: 300 },
  );
});

test('whatever happened before: closing leaves no socket, timer or listener behind, and answers everyone who waits', async () => {
  await fc.assert(
    fc.asyncProperty(story.seed, story.commands, async (seed, commands) => {
      const told = new Story(seed);
      for (const next of commands) await told.play(next);
      const ended: unknown[] = [];
      for (const { leave } of told.witnesses.filter(({ here }, index) => here && index % 2 === 0)) leave();
      told.world.parley.channel(room, { id: 1 }).subscribe({ onEnd: (error) => ended.push(error.code) });
      told.world.parley.close();
      await told.world.runtime.run(20);
      expect(ended).toEqual(['closed']);
      expect(told.sent.every(({ outcome }) => outcome !== null)).toBe(true);
      expect(told.world.server.connections).toBe(0);
      expect(told.world.watched).toBe(false);
      expect(told.world.runtime.pendingTimers).toBe(0);
    }),
    { numRuns: 150 },
  );
});
