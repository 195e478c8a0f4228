import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { UpgradeGate } from '../../wire/upgrade-gate.ts';
import type { OutletListener } from '../../wire/web-socket-outlet.ts';
import type { Wire } from '../../wire/wire.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { samaClosing } from './errors/sama-closing.ts';
import type { SamaSetup } from './sama-setup.ts';
import type { ClientOrigin } from './session/client.ts';
import { SamaConnection } from './session/sama-connection.ts';

export interface SamaSocketsOptions {
  readonly setup: SamaSetup;
  readonly wire: Wire;
  /** What clients are spoken to in that ask for nothing else. */
  readonly dialect: Dialect;
  addressOf(request: IncomingMessage): string;
  /** Where the sender of a request reaches this server. */
  originOf(request: IncomingMessage): string;
  /** Whether a browser page from where the request comes may connect. */
  allowsOrigin(request: IncomingMessage): boolean;
  /** A connection failed, or broke the WebSocket protocol. */
  onFault(error: Error): void;
}

const MAX_MESSAGE_BYTES = 1_048_576;
const MAX_USER_AGENT = 300;

/** What hears from a client that was refused: nothing. */
const DEAF: OutletListener = { message() {}, closed() {} };

/** The WebSocket side of the protocol: lets clients in, on whatever path they come. */
export class SamaSockets {
  readonly #options: SamaSocketsOptions;
  readonly #gate: UpgradeGate;

  constructor(options: SamaSocketsOptions) {
    this.#options = options;
    this.#gate = new UpgradeGate({
      wire: options.wire,
      closing: samaClosing,
      maxMessageBytes: MAX_MESSAGE_BYTES,
      allowsOrigin: (_origin, request) => options.allowsOrigin(request),
      onFault: (error) => options.onFault(error),
    });
  }

  /** Opens the connection, of which nobody is told anything: clients speak first. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { setup } = this.#options;
    const origin = this.#originOf(request);
    this.#gate.accept(request, socket, head, (outlet) => {
      try {
        new SamaConnection(setup, outlet, origin);
      } catch (thrown) {
        const error = ParleyError.from(thrown);
        if (error.code === 'internal') setup.onFailure(error.cause ?? error);
        outlet.listen(DEAF);
        outlet.close(error);
      }
    });
  }

  #originOf(request: IncomingMessage): ClientOrigin {
    const { url = '/', headers } = request;
    const mark = url.indexOf('?');
    return {
      address: this.#options.addressOf(request),
      userAgent: (headers['user-agent'] ?? '').slice(0, MAX_USER_AGENT),
      serverOrigin: this.#options.originOf(request),
      dialect: dialectOf(new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)), this.#options.dialect),
    };
  }
}
