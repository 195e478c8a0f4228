import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { noEffects } from '../../effects/effects.ts';
import { Body } from '../../event/body.ts';
import type { Event, LoggedEvent } from '../../event/event.ts';
import type { Position } from '../../event/position.ts';
import type { EventLog } from '../../log/event-log.ts';
import { type Further, withFurther } from '../../log/log-entry.ts';
import { VolatileLog } from '../../log/volatile-log.ts';
import { builtInRule } from '../../rules/built-in-rules.ts';
import type { Codec } from '../codec.ts';
import type { Delivery } from '../delivery.ts';
import { Hub } from '../hub.ts';
import type { Outlet } from '../outlet.ts';
import type { FeedStart, Reader } from '../reader.ts';
import type { SubscriptionRequest } from '../subscription.ts';
import { Turns } from '../turns.ts';

export interface Seen {
  readonly what: 'started' | 'event' | 'gap' | 'signal';
  readonly position: Position;
  readonly recovery?: FeedStart['recovery'];
}

const codec: Codec<readonly Seen[]> = {
  encode: (event, position) => [{ what: 'position' in event ? 'event' : 'signal', position }],
  join: (frames) => frames.flat(),
};

/** A reader that writes down what it gets. */
export function recorder() {
  const seen: Seen[] = [];
  let writes = 0;
  const outlet: Outlet<readonly Seen[]> = {
    send: (frame) => void seen.push(...frame),
    sendNow(frame) {
      writes += 1;
      seen.push(...frame);
    },
    bufferedBytes: 0,
    close: () => {},
  };
  const reader: Reader<readonly Seen[]> = {
    codec,
    variant: '',
    outlet,
    started: ({ position, recovery }) => void seen.push({ what: 'started', position, recovery }),
    gap: (position) => void seen.push({ what: 'gap', position }),
    revoked: () => {},
  };
  return { reader, seen, writes: () => writes };
}

/** No test needs more; beyond it a reader goes round in circles, which would freeze the process. */
const MOST_READS = 5000;

/** What a subscription asks for if nothing else is said. */
export const request = (change: Partial<SubscriptionRequest> = {}): SubscriptionRequest => ({
  sessionId: 's',
  userId: null,
  sight: () => ({ provedUserId: null }),
  seesPresence: true,
  resume: null,
  rewind: 0,
  turns: new Turns(1),
  members: () => null,
  ended: () => {},
  ...change,
});

/** How an event is published that is like every other but for this. */
export interface Publish extends Further, Partial<Pick<Delivery, 'exclude' | 'told'>> {
  /** Stored, but its announcement is lost. */
  readonly isLost?: true;
}

const NOTHING = { targetClientId: undefined, readership: undefined, extras: undefined };

/** A hub over a ring whose reads take a random number of turns, as a database's would. */
export function testHub(options: { seed?: number; ringEvents?: number } = {}) {
  const runtime = simulatedRuntime({ seed: options.seed ?? 1 });
  const rule = { ...builtInRule('x').rule, ringEvents: options.ringEvents ?? 10_000 };
  const ring = new VolatileLog(runtime, {
    ruleOf: () => rule,
    isListenedTo: () => true,
    maxBytes: 1e9,
    effects: noEffects,
  });
  const delay = async (): Promise<void> => {
    for (let turns = Math.floor(runtime.chance.float() * 6); turns > 0; turns -= 1) await Promise.resolve();
  };
  let reads = 0;
  const log: EventLog = {
    append: (entry, onAppended) => ring.append(entry, onAppended),
    async readAfter(...args) {
      reads += 1;
      if (reads > MOST_READS) throw new Error('the log is read without end');
      await delay();
      const read = await ring.readAfter(...args);
      await delay();
      return read;
    },
    async head(...args) {
      await delay();
      return ring.head(...args);
    },
    history: (...args) => ring.history(...args),
    find: (...args) => ring.find(...args),
    findByClientId: (...args) => ring.findByClientId(...args),
    findPublished: (...args) => ring.findPublished(...args),
  };
  const failures: unknown[] = [];
  const hub = new Hub(runtime, { logOf: () => log, onFailure: (cause) => void failures.push(cause) });
  /** Stores an event and hands it to the hub some turns later, as a commit is known before it is delivered. */
  let tail = Promise.resolve();
  const publish = ({ isLost, exclude = null, told, ...further }: Publish = {}): Promise<LoggedEvent> =>
    new Promise((resolve) => {
      void ring.append(withFurther(entry, { ...NOTHING, ...further }), (event) => {
        tail = tail.then(delay).then(() => {
          if (!isLost) hub.deliver({ event, exclude, only: null, ...(told && { told }) });
          resolve(event);
        });
      });
    });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) {
      await Promise.resolve();
      runtime.settle();
    }
    runtime.advance(50);
  };
  return { runtime, hub, publish, settle, failures, ring };
}

const entry = {
  appId: 'a',
  channel: 'x',
  kind: 'publish',
  name: 'm',
  body: Body.ofValue(1),
  sender: { userId: null, sessionId: null },
  clientId: null,
  target: null,
} as const;

export function signal(id: string): Event {
  return {
    kind: 'signal',
    appId: 'a',
    channel: 'x',
    id,
    at: 0,
    sender: { userId: null, sessionId: null },
    name: 'typing',
    body: Body.ofValue(null),
    to: null,
  };
}
