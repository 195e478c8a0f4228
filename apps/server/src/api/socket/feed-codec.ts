import type { Event } from '../../core/event/event.ts';
import { formatPosition, type Position } from '../../core/event/position.ts';
import type { Codec } from '../../core/hub/codec.ts';
import { textFrame } from '../../wire/server-frame.ts';
import { feedItemJson } from '../models/feed-item-json.ts';
import type { TransformerSplice } from './transformer-splice.ts';

/**
 * Writes the items of channel feeds as the stock tRPC wire would send a tracked value, without building the value:
 *
 * `{"id":<id>,"result":{"type":"data","data":{"json":{"id":"e:1","data":<item>}},"id":"e:1"}}`
 *
 * The variant is the address of a subscription (`addressJson`): readers that chose the same id share their frames. All
 * that follows the address is equal for everyone and is encoded once per event.
 */
export class FeedCodec implements Codec<Buffer> {
  readonly #splice: TransformerSplice;
  /** The hub encodes an event for all variants before the next one, so that one is enough. */
  #last: { event: Event; position: Position; suffix: Buffer } | null = null;

  constructor(splice: TransformerSplice) {
    this.#splice = splice;
  }

  encode(event: Event, position: Position, variant: string): Buffer {
    return textFrame(`{${variant}`, this.#suffixOf(event, position));
  }

  join(frames: readonly Buffer[]): Buffer {
    return Buffer.concat(frames);
  }

  /** The frame of a single item for one reader. */
  item(json: string, position: Position, variant: string): Buffer {
    return textFrame(`{${variant}${this.#resultJson(json, position)}`);
  }

  #suffixOf(event: Event, position: Position): Buffer {
    const last = this.#last;
    if (last?.event === event && isSame(last.position, position)) return last.suffix;
    const suffix = Buffer.from(this.#resultJson(feedItemJson(event, position), position));
    this.#last = { event, position, suffix };
    return suffix;
  }

  #resultJson(item: string, position: Position): string {
    const { before, after } = this.#splice;
    const id = JSON.stringify(formatPosition(position));
    return `,"result":{"type":"data","data":${before}{"id":${id},"data":${item}}${after},"id":${id}}}`;
  }
}

function isSame(a: Position, b: Position): boolean {
  return a.offset === b.offset && a.epoch === b.epoch;
}
