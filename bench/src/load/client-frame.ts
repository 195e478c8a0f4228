const FIN_TEXT = 0x81;
const MASKED = 0x80;
const MASK_BYTES = 4;

/**
 * A text message as a client sends it. The mask is four zeros, which leaves the payload as it is: the bytes are valid
 * for any server, and the generator spends nothing on them.
 */
export function clientFrame(text: string, opcode = FIN_TEXT): Buffer {
  const length = Buffer.byteLength(text);
  const headerBytes = length < 126 ? 2 : length < 0x10000 ? 4 : 10;
  const frame = Buffer.alloc(headerBytes + MASK_BYTES + length);
  frame[0] = opcode;
  if (headerBytes === 2) {
    frame[1] = MASKED | length;
  } else if (headerBytes === 4) {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = MASKED | 127;
    frame.writeUIntBE(length, 4, 6);
  }
  frame.write(text, headerBytes + MASK_BYTES);
  return frame;
}
