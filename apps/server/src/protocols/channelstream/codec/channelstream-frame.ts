import type { ChannelstreamMessage } from './channelstream-message.ts';

/** What the codec makes of events: no message, one, or several. */
export class ChannelstreamFrame {
  /** What clients of this protocol are not told. */
  static readonly nothing = new ChannelstreamFrame([]);

  readonly messages: readonly ChannelstreamMessage[];
  #socketFrames: Buffer | undefined;

  constructor(messages: readonly ChannelstreamMessage[]) {
    this.messages = messages;
  }

  /** The WebSocket frames of all its messages, for one write. Empty if it has none. */
  get socketFrames(): Buffer {
    const [first] = this.messages;
    this.#socketFrames ??=
      first && this.messages.length === 1
        ? first.socketFrame
        : Buffer.concat(this.messages.map(({ socketFrame }) => socketFrame));
    return this.#socketFrames;
  }
}
