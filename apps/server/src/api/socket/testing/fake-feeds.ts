import { Body } from '../../../core/event/body.ts';
import type { LoggedEvent } from '../../../core/event/event.ts';
import { type ChannelFeed, channelFeed } from '../../../core/hub/channel-feed.ts';
import type { Codec } from '../../../core/hub/codec.ts';
import type { FeedStart, Reader } from '../../../core/hub/reader.ts';

export const EPOCH = 'e1';

/** A publish on a channel, at an offset. */
export function publishedEvent(offset: number, body = Body.ofValue({ n: offset })): LoggedEvent {
  return {
    appId: 'app',
    channel: 'room',
    id: offset.toString(16).padStart(24, '0'),
    at: 1_700_000_000_000 + offset,
    sender: { userId: 'ann', sessionId: null },
    kind: 'publish',
    position: { epoch: EPOCH, offset },
    name: 'message',
    body,
    clientId: null,
    target: null,
  };
}

/** A hub of one channel that keeps every event and delivers as the real one does: one frame per codec and variant. */
export class FakeFeeds {
  readonly readers = new Set<Reader<unknown>>();
  readonly #events: LoggedEvent[] = [];

  /** A feed that resumes after an offset, if one is given. */
  feed(after: number | null): ChannelFeed {
    return channelFeed('room', (reader) => {
      const start: FeedStart = {
        position: { epoch: EPOCH, offset: after ?? this.#events.length },
        recovery: after === null ? 'fresh' : 'resumed',
        members: null,
      };
      reader.started(start);
      for (const event of this.#events.slice(start.position.offset)) {
        reader.outlet.send(reader.codec.encode(event, event.position, reader.variant));
      }
      this.readers.add(reader);
      return { [Symbol.dispose]: () => this.readers.delete(reader) };
    });
  }

  publish(body?: Body): LoggedEvent {
    const event = publishedEvent(this.#events.length + 1, body);
    this.#events.push(event);
    const frames = new Map<Codec<unknown>, Map<string, unknown>>();
    for (const { codec, variant, outlet } of this.readers) {
      const variants = frames.get(codec) ?? new Map<string, unknown>();
      frames.set(codec, variants);
      const frame = variants.get(variant) ?? codec.encode(event, event.position, variant);
      variants.set(variant, frame);
      outlet.sendNow(frame);
    }
    return event;
  }
}
