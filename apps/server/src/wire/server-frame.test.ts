import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binaryFrame, textFrame } from './server-frame.ts';

/** What a WebSocket client makes of bytes, by the letter of RFC 6455, section 5.2. */
function parse(bytes: Buffer): Array<{ data: Buffer; isBinary: boolean }> {
  const messages: Array<{ data: Buffer; isBinary: boolean }> = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.readUInt8(at);
    const short = bytes.readUInt8(at + 1);
    expect(short & 0x80).toBe(0);
    const [length, header] =
      short < 126
        ? [short, 2]
        : short === 126
          ? [bytes.readUInt16BE(at + 2), 4]
          : [Number(bytes.readBigUInt64BE(at + 2)), 10];
    expect(header).toBe(length < 126 ? 2 : length < 65_536 ? 4 : 10);
    expect([0x81, 0x82]).toContain(first);
    const data = bytes.subarray(at + header, at + header + length);
    expect(data.length).toBe(length);
    messages.push({ data, isBinary: first === 0x82 });
    at += header + length;
  }
  return messages;
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])('a client reads a text of %i bytes', (length) => {
  const [message] = parse(textFrame('x'.repeat(length)));
  expect(message?.isBinary).toBe(false);
  expect(message?.data.toString()).toBe('x'.repeat(length));
});

test('whatever the text and however it is divided, a client reads it whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const [message] = parse(textFrame(a, Buffer.from(b)));
      expect(message?.data.toString()).toBe(a + b);
    }),
  );
});

test('frames laid end to end are as many messages, text and binary', () => {
  const messages = parse(
    Buffer.concat([textFrame('one'), binaryFrame(Uint8Array.of(1, 2)), textFrame('two')]),
  );
  expect(messages.map(({ data, isBinary }) => (isBinary ? [...data] : data.toString()))).toEqual([
    'one',
    [1, 2],
    'two',
  ]);
});

test('a binary frame of any size is read whole', () => {
  for (const length of [0, 200, 70_000]) {
    const payload = Buffer.alloc(length, 7);
    expect(parse(binaryFrame(payload))[0]?.data.equals(payload)).toBe(true);
  }
});
