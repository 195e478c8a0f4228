import { textFrame } from '../../../wire/server-frame.ts';

/** One Socket.IO packet, in the two forms in which it may leave. */
export interface PushPart {
  /** As it goes into the answer to a poll. */
  readonly packet: string;
  /** The whole WebSocket frame. */
  readonly bytes: Buffer;
  /** An event that was pushed to several channels at once: a socket that follows several of them gets it once. */
  readonly once: string | null;
}

/** Packets that leave together, in order. Made once and handed to every reader; never changed. */
export interface PushFrame {
  readonly parts: readonly PushPart[];
  /** All parts as WebSocket frames, one after the other. */
  readonly bytes: Buffer;
  /** What it weighs in a queue, in bytes. */
  readonly length: number;
  /** Whether any of the parts is one that a socket gets once. */
  readonly hasOnce: boolean;
}

/** For what a reader of this protocol is not told. */
export const NOTHING: PushFrame = { parts: [], bytes: Buffer.alloc(0), length: 0, hasOnce: false };

/** Engine.IO's type of a packet that carries one of Socket.IO; the same in its versions 3 and 4. */
const MESSAGE = '4';

/** A packet as a frame. */
export function pushFrame(packet: string, once: string | null = null): PushFrame {
  const bytes = textFrame(MESSAGE + packet);
  return { parts: [{ packet, bytes, once }], bytes, length: bytes.length, hasOnce: once !== null };
}

/** An event packet with exactly one argument. */
export function eventFrame(name: string, argumentJson: string, once: string | null = null): PushFrame {
  return pushFrame(`2[${JSON.stringify(name)},${argumentJson}]`, once);
}

/** Several frames as one. */
export function joinFrames(frames: readonly PushFrame[]): PushFrame {
  return frameOf(frames.flatMap(({ parts }) => parts));
}

/** The parts of a frame that `keeps` keeps; the frame itself where it keeps all. */
export function filterFrame(frame: PushFrame, keeps: (part: PushPart) => boolean): PushFrame {
  const kept = frame.parts.filter(keeps);
  return kept.length === frame.parts.length ? frame : frameOf(kept);
}

function frameOf(parts: readonly PushPart[]): PushFrame {
  if (parts.length === 0) return NOTHING;
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  return { parts, bytes, length: bytes.length, hasOnce: parts.some(({ once }) => once !== null) };
}
