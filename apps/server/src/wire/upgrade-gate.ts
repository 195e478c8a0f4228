import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Server, type WebSocket, WebSocketServer } from 'ws';
import { ParleyError } from '../core/errors/parley-error.ts';
import type { ClosingForm } from './closing-form.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { type OutletSurroundings, WebSocketOutlet } from './web-socket-outlet.ts';
import type { Wire } from './wire.ts';
import { WireSocket } from './wire-socket.ts';

export interface UpgradeGateOptions {
  readonly wire: Wire;
  /** How this protocol closes. */
  readonly closing: ClosingForm;
  /** The largest message accepted, in bytes, all its fragments together. A larger one closes with code 1009. */
  readonly maxMessageBytes: number;
  /** Whether a browser page from this origin may connect. Clients that are not browsers send none: undefined. */
  readonly allowsOrigin: (origin: string | undefined, request: IncomingMessage) => boolean;
  /** Picks the subprotocol from those offered, where the protocol has one. */
  readonly selectProtocol?: (offered: ReadonlySet<string>) => string | null;
  /** A peer broke the WebSocket protocol or its connection failed; its socket is being closed. For the log. */
  readonly onFault?: (error: Error) => void;
}

/**
 * Turns HTTP upgrades into outlets, for one protocol. The caller routes by path and adds what it wants to check first;
 * a refusal is a proper HTTP answer ({@link refuseUpgrade}).
 *
 * @example
 * server.on('upgrade', (request, socket, head) => {
 *   gate.accept(request, socket, head, (outlet, request) => handler.accept(outlet, request));
 * });
 */
export class UpgradeGate {
  readonly #options: UpgradeGateOptions;
  readonly #surroundings: OutletSurroundings;
  readonly #server: Server<typeof WireSocket>;

  constructor(options: UpgradeGateOptions) {
    const { wire, selectProtocol } = options;
    this.#options = options;
    this.#surroundings = {
      timers: wire.runtime.timers,
      scheduler: wire.scheduler,
      budget: wire.budget,
      limits: wire.limits,
      closing: options.closing,
      onGone: (outlet) => wire.gone(outlet),
    };
    this.#server = new WebSocketServer({
      ...serverOptions(options),
      ...(selectProtocol && { handleProtocols: (offered) => selectProtocol(offered) ?? false }),
    });
    this.#server.on('wsClientError', refuseHandshake);
  }

  /**
   * Answers the handshake. `open` gets the outlet in the same turn, before any message; it must call
   * `outlet.listen` in it, and should not keep the request: headers are large and connections are many.
   */
  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    open: (outlet: WebSocketOutlet, request: IncomingMessage) => void,
  ): void {
    if (!this.#options.allowsOrigin(request.headers.origin, request)) {
      refuseUpgrade(socket, new ParleyError('forbidden', 'This origin may not connect.'));
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const outlet = new WebSocketOutlet(webSocket, request.socket, this.#surroundings);
      webSocket.outlet = outlet;
      webSocket.on('message', onMessage);
      webSocket.on('close', onClose);
      webSocket.on('error', this.#onError);
      this.#options.wire.opened(outlet);
      open(outlet, request);
    });
  }

  readonly #onError = (error: Error): void => this.#options.onFault?.(error);
}

function serverOptions({ wire, maxMessageBytes }: UpgradeGateOptions) {
  return {
    noServer: true,
    WebSocket: WireSocket,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
    // Known to ws since 8.18, not yet to its types.
    closeTimeout: wire.limits.closeWithinMs,
  } as const;
}

function onMessage(this: WebSocket, data: unknown, isBinary: boolean): void {
  if (this instanceof WireSocket && Buffer.isBuffer(data)) this.outlet?.received(data, isBinary);
}

function onClose(this: WebSocket): void {
  if (!(this instanceof WireSocket)) return;
  const { outlet } = this;
  this.outlet = null;
  outlet?.gone();
}

/** What `ws` says of a handshake that is none, as an HTTP answer. */
function refuseHandshake(error: Error, socket: Duplex, request: IncomingMessage): void {
  const code = request.method === 'GET' ? 'bad_request' : 'method_not_allowed';
  refuseUpgrade(socket, new ParleyError(code, error.message));
}
