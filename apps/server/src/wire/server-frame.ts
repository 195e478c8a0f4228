/** First bytes of a frame that is a whole message: FIN and the opcode (RFC 6455, section 5.2). */
const TEXT = 0x81;
const BINARY = 0x82;
const EMPTY = Buffer.alloc(0);

/**
 * A text message as the bytes that go on the wire: header and payload in one Buffer, unmasked as a server's frames are,
 * never compressed, never fragmented. Made once and handed to every reader.
 *
 * @param tail UTF-8 that continues `text`: what many frames have in common is encoded once and copied.
 * @example
 * const suffix = Buffer.from(',"result":{"type":"started"}}');
 * const frame = textFrame('{"id":1', suffix);
 */
export function textFrame(text: string, tail: Buffer = EMPTY): Buffer {
  const textBytes = Buffer.byteLength(text);
  const { frame, payloadAt } = emptyFrame(TEXT, textBytes + tail.length);
  frame.write(text, payloadAt);
  tail.copy(frame, payloadAt + textBytes);
  return frame;
}

/** A binary message as the bytes that go on the wire; see {@link textFrame}. */
export function binaryFrame(payload: Uint8Array): Buffer {
  const { frame, payloadAt } = emptyFrame(BINARY, payload.length);
  frame.set(payload, payloadAt);
  return frame;
}

/** A frame with its header written; lengths take 7, 16 or 64 bits. */
function emptyFrame(first: number, payloadBytes: number): { frame: Buffer; payloadAt: number } {
  if (payloadBytes < 126) {
    const frame = Buffer.allocUnsafe(2 + payloadBytes);
    frame[0] = first;
    frame[1] = payloadBytes;
    return { frame, payloadAt: 2 };
  }
  if (payloadBytes < 0x10000) {
    const frame = Buffer.allocUnsafe(4 + payloadBytes);
    frame[0] = first;
    frame[1] = 126;
    frame.writeUInt16BE(payloadBytes, 2);
    return { frame, payloadAt: 4 };
  }
  const frame = Buffer.allocUnsafe(10 + payloadBytes);
  frame[0] = first;
  frame[1] = 127;
  frame.writeUInt16BE(0, 2);
  frame.writeUIntBE(payloadBytes, 4, 6);
  return { frame, payloadAt: 10 };
}
