/** Bytes for a client, and how many WebSocket messages they are: what is dropped must be counted. */
export interface Frame {
  readonly bytes: Buffer;
  readonly messages: number;
}

/** What this protocol has no word for. */
export const NO_FRAME: Frame = { bytes: Buffer.alloc(0), messages: 0 };
