import type { ParleyError } from '../core/errors/parley-error.ts';

/** How a protocol says goodbye on a WebSocket. */
export interface WebSocketClosing {
  /** Close code: 1000, 1001, 1008, 1011, 1013 or one of 3000 to 4999. */
  readonly code: number;
  /** At most {@link MAX_REASON_BYTES} bytes of UTF-8; a longer one is left out. */
  readonly reason: string;
  /** A last message of the protocol, sent before the close frame. */
  readonly farewell?: Buffer;
}

/** A protocol's own table from errors to close codes. */
export type ClosingForm = (error: ParleyError) => WebSocketClosing;

/** What fits in a close frame beside the code (RFC 6455, section 5.5). */
export const MAX_REASON_BYTES = 123;

/** The reason if it fits in a close frame, nothing if it does not: half of it could be read as something else. */
export function fittingReason(reason: string): string {
  return Buffer.byteLength(reason) <= MAX_REASON_BYTES ? reason : '';
}
