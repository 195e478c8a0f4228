import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { answerUpgrade } from '../../wire/answer-upgrade.ts';
import { UpgradeGate } from '../../wire/upgrade-gate.ts';
import type { OutletListener } from '../../wire/web-socket-outlet.ts';
import type { ChannelstreamSetup } from './channelstream-setup.ts';
import { readUuid } from './codec/message-uuid.ts';
import { channelstreamClosing } from './errors/channelstream-closing.ts';
import type { Connection } from './session/connection.ts';

export interface ChannelstreamSocketsOptions {
  readonly setup: ChannelstreamSetup;
  /** Whether it came by plain HTTP where only HTTPS is served. */
  isRefusedPlain(request: IncomingMessage): boolean;
  /** Whether a browser page from where the request comes may connect. */
  allowsOrigin(request: IncomingMessage): boolean;
  /** A connection failed, or broke the WebSocket protocol. */
  onFault(error: Error): void;
}

/** Clients send heartbeats and nothing else. */
const MAX_MESSAGE_BYTES = 16_384;

/** What hears from a client that was refused: nothing. */
const DEAF: OutletListener = { message() {}, closed() {} };

/** The WebSocket side of the protocol: whoever knows the id of a connection listens on it at `/ws?conn_id=…`. */
export class ChannelstreamSockets {
  readonly #options: ChannelstreamSocketsOptions;
  readonly #gate: UpgradeGate;

  constructor(options: ChannelstreamSocketsOptions) {
    this.#options = options;
    this.#gate = new UpgradeGate({
      wire: options.setup.wire,
      closing: channelstreamClosing,
      maxMessageBytes: MAX_MESSAGE_BYTES,
      allowsOrigin: (_origin, request) => options.allowsOrigin(request),
      onFault: options.onFault,
    });
  }

  /** Whether a handshake is one of this protocol. */
  static speaksAt(path: string): boolean {
    return path === '/ws';
  }

  /** Opens the WebSocket, on which the client hears what its connection gets, or is told why it does not. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#options.isRefusedPlain(request)) {
      const body = JSON.stringify({ request: 'This server answers over HTTPS only' });
      answerUpgrade(socket, { status: 406, contentType: 'application/json', body });
      return;
    }
    this.#gate.accept(request, socket, head, (outlet) => {
      try {
        this.#connectionOf(request).outlet.openSocket(outlet);
      } catch (thrown) {
        const error = ParleyError.from(thrown);
        if (error.code === 'internal') this.#options.setup.onFailure(error.cause ?? error);
        outlet.listen(DEAF);
        outlet.close(error);
      }
    });
  }

  #connectionOf({ url = '/' }: IncomingMessage): Connection {
    const mark = url.indexOf('?');
    const given = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)).get('conn_id');
    if (given === null) throw new ParleyError('bad_request', 'conn_id is missing');
    const id = readUuid(given);
    if (id === null) throw new ParleyError('bad_request', 'Wrong UUID format');
    const connection = this.#options.setup.connections.find(id);
    if (connection === null) throw new ParleyError('not_found', 'Unknown connection');
    return connection;
  }
}
