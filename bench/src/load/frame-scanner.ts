/** What a {@link FrameScanner} finds. Neither call may keep `chunk`: it is read into again. */
export interface FrameVisitor {
  /** A message of some length began; `end` lies beyond what the chunk holds when the rest is still to come. */
  message(chunk: Buffer, start: number, end: number, isWhole: boolean): void;
  /** A control frame or a short message, always whole. */
  short(opcode: number, payload: Buffer): void;
}

/** Payloads below this are handed over whole, whatever chunks they came in: keep-alives are among them. */
const SHORT_BYTES = 64;
const NOTHING = Buffer.alloc(0);

/**
 * Walks over the frames of a server by their headers alone and copies no payload, so that one process can count
 * millions of messages a second. Knows what servers send: unmasked frames, whole messages.
 */
export class FrameScanner {
  readonly #visitor: FrameVisitor;
  /** Payload bytes of the last frame that are still to come. */
  #toSkip = 0;
  /** The beginning of a frame whose header, or whose short payload, is not complete. */
  #rest: Buffer = NOTHING;

  constructor(visitor: FrameVisitor) {
    this.#visitor = visitor;
  }

  /** Takes the first `length` bytes of `chunk`. */
  scan(chunk: Buffer, length: number): void {
    if (this.#rest.length === 0) {
      this.#walk(chunk, length);
    } else {
      const joined = Buffer.concat([this.#rest, chunk.subarray(0, length)]);
      this.#rest = NOTHING;
      this.#walk(joined, joined.length);
    }
  }

  #walk(chunk: Buffer, length: number): void {
    let at = Math.min(this.#toSkip, length);
    this.#toSkip -= at;
    while (at < length) {
      const start = at + headerBytes(chunk, at, length);
      if (start > length) break;
      const payloadBytes = payloadLength(chunk, at);
      const end = start + payloadBytes;
      if (payloadBytes < SHORT_BYTES) {
        if (end > length) break;
        this.#visitor.short((chunk[at] ?? 0) & 0x0f, chunk.subarray(start, end));
      } else {
        this.#visitor.message(chunk, start, end, end <= length);
      }
      at = Math.min(end, length);
      this.#toSkip = end - at;
    }
    if (at < length) this.#rest = Buffer.from(chunk.subarray(at, length));
  }
}

/** How long the header is; more than there is when that cannot be told yet. */
function headerBytes(chunk: Buffer, at: number, length: number): number {
  if (at + 2 > length) return 2;
  const code = (chunk[at + 1] ?? 0) & 0x7f;
  return code < 126 ? 2 : code === 126 ? 4 : 10;
}

function payloadLength(chunk: Buffer, at: number): number {
  const code = (chunk[at + 1] ?? 0) & 0x7f;
  if (code < 126) return code;
  return code === 126 ? chunk.readUInt16BE(at + 2) : chunk.readUIntBE(at + 4, 6);
}
