import { expect, test } from 'vitest';
import { FrameScanner } from './frame-scanner.ts';

/** A frame as a server writes it. */
function serverFrame(text: string, opcode = 0x81): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([opcode, length]), payload]);
  const header = length < 0x10000 ? Buffer.alloc(4) : Buffer.alloc(10);
  header[0] = opcode;
  header[1] = length < 0x10000 ? 126 : 127;
  header.writeUIntBE(length, length < 0x10000 ? 2 : 4, length < 0x10000 ? 2 : 6);
  return Buffer.concat([header, payload]);
}

function scanInPieces(stream: Buffer, pieceBytes: number): { messages: number[]; shorts: string[] } {
  const messages: number[] = [];
  const shorts: string[] = [];
  const scanner = new FrameScanner({
    message: (_chunk, start, end) => messages.push(end - start),
    short: (opcode, payload) => shorts.push(`${opcode}:${payload.toString()}`),
  });
  for (let at = 0; at < stream.length; at += pieceBytes) {
    const piece = stream.subarray(at, at + pieceBytes);
    scanner.scan(piece, piece.length);
  }
  return { messages, shorts };
}

const STREAM = Buffer.concat([
  serverFrame('m'.repeat(64)),
  serverFrame('2'),
  serverFrame('m'.repeat(125)),
  serverFrame('m'.repeat(126)),
  serverFrame('are you there', 0x89),
  serverFrame('m'.repeat(70_000)),
  serverFrame(''),
  serverFrame('m'.repeat(65_535)),
]);

test.each([1, 2, 3, 7, 64, 127, 1000, 65_536, 1_000_000])(
  'every frame is found once whatever pieces the stream comes in (%i bytes)',
  (pieceBytes) => {
    expect(scanInPieces(STREAM, pieceBytes)).toEqual({
      messages: [64, 125, 126, 70_000, 65_535],
      shorts: ['1:2', '9:are you there', '1:'],
    });
  },
);

test('a message is whole only when its last byte has come', () => {
  const whole: boolean[] = [];
  const scanner = new FrameScanner({
    message: (_chunk, _start, _end, isWhole) => whole.push(isWhole),
    short: () => expect.unreachable(),
  });
  const frame = serverFrame('m'.repeat(100));
  scanner.scan(Buffer.concat([frame, frame.subarray(0, 101)]), 203);
  scanner.scan(frame.subarray(101), 1);
  scanner.scan(frame, frame.length);
  expect(whole).toEqual([true, false, true]);
});

test('only the given length of the buffer is read, which may hold older bytes behind it', () => {
  const found: number[] = [];
  const scanner = new FrameScanner({
    message: (_chunk, start, end) => found.push(end - start),
    short: () => expect.unreachable(),
  });
  const frame = serverFrame('m'.repeat(100));
  scanner.scan(Buffer.concat([frame, frame]), frame.length);
  expect(found).toEqual([100]);
});
