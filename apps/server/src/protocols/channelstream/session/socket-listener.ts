import { ParleyError } from '../../../core/errors/parley-error.ts';
import { textFrame } from '../../../wire/server-frame.ts';
import type { OutletListener, WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import type { ChannelstreamFrame } from '../codec/channelstream-frame.ts';
import type { PassingListener } from './listener.ts';

/** What clients are sent now and then, so that what lies between keeps the connection. */
const BEAT = textFrame('[]');

/**
 * A WebSocket that listens on a connection. What its client says is no more than a sign of life, which the wire's own
 * heartbeat has seen by then.
 */
export class SocketListener implements PassingListener, OutletListener {
  readonly kind = 'socket';
  readonly #socket: WebSocketOutlet;
  #onGone: ((reason: ParleyError | null) => void) | null = null;

  constructor(socket: WebSocketOutlet) {
    this.#socket = socket;
    socket.listen(this);
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedBytes;
  }

  /** Calls once when the socket is gone: with the reason if the server closed it, with null if its client did. */
  whenGone(hear: (reason: ParleyError | null) => void): void {
    this.#onGone = hear;
  }

  message(): void {}

  closed(reason?: ParleyError): void {
    const hear = this.#onGone;
    this.#onGone = null;
    hear?.(reason ?? null);
  }

  send(frame: ChannelstreamFrame): void {
    this.#socket.send(frame.socketFrames);
  }

  sendNow(frame: ChannelstreamFrame): void {
    this.#socket.sendNow(frame.socketFrames);
  }

  sendText(json: string): void {
    this.#socket.send(textFrame(`[${json}]`));
  }

  beat(): void {
    this.#socket.send(BEAT);
  }

  replaced(): void {
    this.close(new ParleyError('conflict', 'Another socket listens on this connection now.'));
  }

  close(reason: ParleyError): void {
    this.#onGone = null;
    this.#socket.close(reason);
  }

  terminate(): void {
    this.#onGone = null;
    this.#socket.terminate();
  }
}
