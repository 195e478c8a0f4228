import { initTRPC, transformTRPCResponse } from '@trpc/server';
import fc from 'fast-check';
import superjson from 'superjson';
import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import { formatPosition } from '../../core/event/position.ts';
import { FeedItem } from '../models/feed-item.ts';
import { feedItemJson } from '../models/feed-item-json.ts';
import { addressJson } from './addressee.ts';
import { FeedCodec } from './feed-codec.ts';
import { EPOCH, publishedEvent } from './testing/fake-feeds.ts';
import { transformerSplice } from './transformer-splice.ts';

const config = initTRPC.create({ transformer: superjson }).router({})._def._config;
const codec = () => new FeedCodec(transformerSplice(config.transformer));

/** The text in a frame of ours. */
function payload(frame: Buffer): string {
  const short = frame.readUInt8(1);
  return frame.subarray(short < 126 ? 2 : short === 126 ? 4 : 10).toString();
}

test('a frame is byte for byte what stock tRPC with superjson would send for the tracked item', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.integer()),
      fc.jsonValue({ noUnicodeString: false }),
      fc.boolean(),
      (id, value, hasVersion) => {
        fc.pre(!/-0|"(__proto__|prototype|constructor)"/.test(JSON.stringify(value)));
        const event = publishedEvent(7, Body.ofValue(value));
        const to = { id, ...(hasVersion && { jsonrpc: '2.0' as const }) };
        const position = formatPosition(event.position);
        const data = { id: position, data: JSON.parse(feedItemJson(event, event.position)) };
        const stock = transformTRPCResponse(config, { ...to, result: { type: 'data', data, id: position } });
        expect(
          payload(codec().encode(event, event.position, addressJson({ jsonrpc: undefined, ...to }))),
        ).toBe(JSON.stringify(stock));
      },
    ),
  );
});

test('a client that decodes it has the item', () => {
  const event = publishedEvent(3);
  const message = JSON.parse(payload(codec().encode(event, event.position, '"id":1')));
  const { data } = superjson.deserialize<{ data: unknown }>(message.result.data);
  expect(FeedItem.parse(data)).toMatchObject({ type: 'event', position: `${EPOCH}:3`, data: { n: 3 } });
});

test('the body is copied as its publisher wrote it and written once for all readers', () => {
  let written = 0;
  const body = Body.ofTrustedJson('{ "price": 1.50 }');
  const counting: Body = Object.create(body, {
    asJson: {
      value: () => {
        written += 1;
        return body.asJson();
      },
    },
  });
  const event = publishedEvent(1, counting);
  const shared = codec();
  const frames = Array.from({ length: 100 }, (_, id) => shared.encode(event, event.position, `"id":${id}`));
  expect(written).toBe(1);
  expect(frames.map((frame) => JSON.parse(payload(frame)).id)).toEqual(frames.map((_, id) => id));
  expect(frames.every((frame) => payload(frame).includes('"data":{ "price": 1.50 },'))).toBe(true);
});

test('the same event at another position is another frame', () => {
  const event = publishedEvent(1);
  const shared = codec();
  shared.encode(event, event.position, '"id":1');
  const later = payload(shared.encode(event, { epoch: EPOCH, offset: 9 }, '"id":1'));
  expect(JSON.parse(later).result.id).toBe(`${EPOCH}:9`);
});

test('joined frames are the frames in order', () => {
  const parts = [Buffer.from('a'), Buffer.from('b')];
  expect(codec().join(parts).toString()).toBe('ab');
});

test('a router without a transformer has plain JSON in its frames; one that scrambles JSON is refused', () => {
  const plain = initTRPC.create().router({})._def._config;
  expect(transformerSplice(plain.transformer)).toEqual({ before: '', after: '' });
  const scrambled = {
    serialize: (value: unknown) => btoa(JSON.stringify(value)),
    deserialize: (v: unknown) => v,
  };
  expect(() => transformerSplice({ input: scrambled, output: scrambled })).toThrow(TypeError);
});
