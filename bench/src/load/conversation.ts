/**
 * What one connection of the generator says and hears, in the words of one server's wire. Holds no state, so that
 * thousands of connections share one.
 */
export interface Conversation {
  /** Where the WebSocket is, with its query. */
  readonly path: string;
  /** Said at once after the handshake. */
  readonly opening: readonly string[];
  /** What follows from a text heard before the connection is ready. Throws when the text is a refusal. */
  hear(text: string): Hearing;
  /** The answer to a text that is a keep-alive of this wire; null for all others. */
  keepAlive(text: string): string | null;
}

/** `ready`: whatever is published from now on reaches this connection. */
export type Hearing = 'ready' | 'wait' | { readonly say: string };

/** How readers and publishers of one server talk. */
export interface Wire {
  /** Follows the channel; `index` counts the readers. */
  reader(index: number): Conversation;
  /** The backend that publishes to all readers. */
  publisher(): Conversation;
  /** An ordinary client that publishes. */
  client(): Conversation;
  /** The text that publishes a body on the channel; `id` tells apart what one connection sends. */
  publish(id: number, body: string, channel: string): string;
  /** Whether the answer to a publish is a refusal; sees the beginning of it. */
  isRefusal(start: string): boolean;
}

export const FAN_OUT_CHANNEL = 'bench-fanout';

export const noKeepAlive = (): null => null;
