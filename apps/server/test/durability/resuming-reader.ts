import { setTimeout as delay } from 'node:timers/promises';
import type { FeedItem } from '../../src/api/models/feed-item.ts';
import { NativeLine } from '../harness/native-line.ts';

const RETRY_MS = 20;

/** What a reader was told of one channel, over all its connections. */
export interface Heard {
  /** `position id` of each event, as it came. */
  readonly events: string[];
  /** Whatever else than events says that something is missing or over; on a durable channel there is no such thing. */
  readonly troubles: string[];
  /** Where it stands: what it resumes from. */
  position: string | undefined;
}

/** A client that reads channels and, when its connection is lost, comes back and resumes where it was. */
export class ResumingReader {
  readonly heard: ReadonlyMap<string, Heard>;
  /** How often it came back and resumed. */
  resumptions = 0;
  readonly #wsUrl: string;
  readonly #params: Readonly<Record<string, string>>;
  #line: NativeLine | null = null;
  #isStopping = false;
  #waiting: Array<{ isMet: () => boolean; resolve: () => void }> = [];

  constructor(wsUrl: string, params: Readonly<Record<string, string>>, channels: readonly string[]) {
    this.#wsUrl = wsUrl;
    this.#params = params;
    this.heard = new Map(channels.map((name) => [name, { events: [], troubles: [], position: undefined }]));
  }

  /** Reads until {@link stop}. */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      using line = await NativeLine.open(this.#wsUrl, this.#params);
      this.#line = line;
      for (const [channel, heard] of line ? this.heard : []) this.#follow(line, channel, heard);
      await line?.closed;
      if (!this.#isStopping) await delay(RETRY_MS);
    }
  }

  stop(): void {
    this.#isStopping = true;
    this.#line?.[Symbol.dispose]();
  }

  /** Resolves when every channel has been subscribed to. */
  subscribed(): Promise<void> {
    return this.#until(() => [...this.heard.values()].every(({ position }) => position !== undefined));
  }

  /** Resolves when it has come to this position of the channel. */
  reached(channel: string, position: string): Promise<void> {
    return this.#until(() => this.heard.get(channel)?.position === position);
  }

  #follow(line: NativeLine | null, channel: string, heard: Heard): void {
    line?.follow(channel, heard.position, {
      item: (item, position) => this.#take(heard, item, position),
      ended: (why) => {
        // A server that cannot read its database ends the subscription; so it must be asked again.
        if (why !== 'stopped' && why !== 'unavailable') heard.troubles.push(why);
        line[Symbol.dispose]();
      },
    });
  }

  #take(heard: Heard, item: FeedItem, position: string): void {
    if (item.type === 'event') heard.events.push(`${item.position} ${item.id}`);
    else if (item.type === 'subscribed') this.#noteStart(heard, item.recovery);
    else if (item.type !== 'revoked' || item.error.retry !== 'later')
      heard.troubles.push(JSON.stringify(item));
    heard.position = position;
    this.#waiting = this.#waiting.filter(({ isMet, resolve }) => {
      if (!isMet()) return true;
      resolve();
      return false;
    });
  }

  #noteStart(heard: Heard, recovery: string): void {
    if (recovery === 'resumed') this.resumptions += 1;
    const expected = heard.position === undefined ? 'fresh' : 'resumed';
    if (recovery !== expected) heard.troubles.push(`recovery: ${recovery}`);
  }

  #until(isMet: () => boolean): Promise<void> {
    if (isMet()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ isMet, resolve }));
  }
}
