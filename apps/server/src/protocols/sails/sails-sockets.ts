import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server, type Socket } from 'socket.io';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { answerUpgrade } from '../../wire/answer-upgrade.ts';
import type { Wire } from '../../wire/wire.ts';
import { authorityOf } from './auth/authority.ts';
import { keyInHandshake } from './auth/request-key.ts';
import { PacketDecoder } from './codec/packet-decoder.ts';
import { PacketEncoder } from './codec/packet-encoder.ts';
import { refusal } from './errors/envelope.ts';
import { SailsRefusal } from './errors/sails-refusal.ts';
import type { SailsSetup } from './sails-setup.ts';
import { Pulse } from './session/pulse.ts';
import { SailsConnection } from './session/sails-connection.ts';
import { SailsOutlet } from './session/sails-outlet.ts';

export interface SailsSocketsOptions {
  readonly setup: SailsSetup;
  readonly wire: Wire;
  addressOf(request: IncomingMessage): string;
  /** Whether a browser page from where the request comes may connect. */
  allowsOrigin(request: IncomingMessage): boolean;
}

const MAX_MESSAGE_BYTES = 1_000_000;
const MAX_USER_AGENT = 300;
const PATH = /^\/socket\.io\/?$/;
/** Engine.IO's own refusal of a request that it may not serve. */
const NOT_FROM_HERE = JSON.stringify({ code: 4, message: 'This origin may not connect.' });

/** One Engine.IO connection, and the client on it once it was let in. */
interface Carried {
  readonly outlet: SailsOutlet;
  client: SailsConnection | null;
  socket: Socket | null;
}

/**
 * The socket side of the protocol: Socket.IO at `/socket.io/`, by WebSocket and by polls, for clients of Engine.IO 3 and 4.
 * Socket.IO's server is attached to no HTTP server that listens; what is for it is handed to it.
 */
export class SailsSockets implements Disposable {
  readonly #options: SailsSocketsOptions;
  readonly #io: Server;
  readonly #carried = new WeakMap<Socket['conn'], Carried>();
  /** The sockets under the WebSockets that a poll was upgraded to, by Engine.IO's id. */
  readonly #upgraded = new Map<string, Duplex>();
  /** All sockets under WebSockets. */
  readonly #carriers = new Set<Duplex>();

  constructor(options: SailsSocketsOptions) {
    this.#options = options;
    this.#io = new Server({
      transports: ['polling', 'websocket'],
      allowEIO3: true,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      pingInterval: 25_000,
      pingTimeout: 60_000,
      // Who connects and does not say to what is let go.
      connectTimeout: 10_000,
      serveClient: false,
      httpCompression: false,
      perMessageDeflate: false,
      parser: { Encoder: PacketEncoder, Decoder: PacketDecoder },
    });
    this.#io.attach(createServer());
    this.#io.engine.on('connection', (connection: Socket['conn']) => this.#carry(connection));
    this.#io.use((socket, next) => {
      const refused = this.#admit(socket);
      if (refused) next(refused);
      else next();
    });
    this.#io.on('connection', (socket) => this.#listen(socket));
  }

  /** Whether a handshake or a poll is one of this protocol. */
  static speaksAt(path: string): boolean {
    return PATH.test(path);
  }

  /** A WebSocket handshake. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.#options.allowsOrigin(request)) {
      answerUpgrade(socket, { status: 403, contentType: 'application/json', body: NOT_FROM_HERE });
      return;
    }
    this.#carriers.add(socket);
    const upgraded = sidIn(request);
    if (upgraded !== null && !this.#upgraded.has(upgraded)) this.#upgraded.set(upgraded, socket);
    socket.once('close', () => {
      this.#carriers.delete(socket);
      if (upgraded !== null && this.#upgraded.get(upgraded) === socket) this.#upgraded.delete(upgraded);
    });
    this.#io.engine.handleUpgrade(request, socket, head);
  }

  /** A poll, or what a polling client sends. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    if (!this.#options.allowsOrigin(request)) {
      response.writeHead(403, { 'content-type': 'application/json' }).end(NOT_FROM_HERE);
      return;
    }
    this.#io.engine.handleRequest(request, response);
  }

  /** Cuts off whoever is left. */
  [Symbol.dispose](): void {
    this.#io.engine.close();
    for (const carrier of this.#carriers) carrier.destroy();
  }

  /** A connection opened, of which nobody knows yet whose it is. It is drained and bounded like those that are known. */
  #carry(connection: Socket['conn']): void {
    const outlet = new SailsOutlet({
      connection,
      wire: this.#options.wire,
      carrier: () => this.#carrierOf(connection),
      disconnect: () => this.#carried.get(connection)?.socket?.disconnect(),
      closed: () => this.#carried.get(connection)?.client?.closed(),
    });
    this.#carried.set(connection, { outlet, client: null, socket: null });
    const pulse = new Pulse(this.#options.setup.core.runtime.clock);
    connection.on('heartbeat', () => {
      if (!pulse.isSteady()) outlet.terminate();
    });
  }

  /** Lets a client in, or returns why not, in Socket.IO's form: clients of both versions see its `data`. */
  #admit(socket: Socket): Error | null {
    const { setup } = this.#options;
    try {
      const carried = this.#carried.get(socket.conn);
      if (!carried || carried.client || carried.outlet.isClosed) {
        throw new SailsRefusal('E_PARSE', 'This connection is connected already, or no longer.');
      }
      const authority = authorityOf(setup.core.apps, keyInHandshake(socket.handshake));
      carried.client = new SailsConnection(setup, carried.outlet, authority, this.#originOf(socket));
      return null;
    } catch (thrown) {
      const error = ParleyError.from(thrown);
      if (error.code === 'internal') setup.onFailure(error.cause ?? error);
      return Object.assign(new Error(error.message), { data: refusal(error).envelope });
    }
  }

  #listen(socket: Socket): void {
    const carried = this.#carried.get(socket.conn);
    const client = carried?.client;
    if (!client) return;
    carried.socket = socket;
    socket.onAny((name: string, ...args: unknown[]) => client.hear(name, args));
    // There is one namespace: who leaves it is gone.
    socket.once('disconnect', () => {
      client.closed();
      socket.conn.close();
    });
  }

  #carrierOf({ transport, request }: Socket['conn']): Duplex | null {
    if (transport.name !== 'websocket') return null;
    return this.#upgraded.get(transport.sid) ?? request.socket;
  }

  #originOf({ request }: Socket): { address: string; userAgent: string } {
    const userAgent = request.headers['user-agent'] ?? '';
    return { address: this.#options.addressOf(request), userAgent: userAgent.slice(0, MAX_USER_AGENT) };
  }
}

/** The id of the polling connection that a handshake is to upgrade; null: it opens one. */
function sidIn({ url = '/' }: IncomingMessage): string | null {
  const mark = url.indexOf('?');
  return mark === -1 ? null : new URLSearchParams(url.slice(mark + 1)).get('sid');
}
