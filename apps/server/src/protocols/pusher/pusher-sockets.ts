import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Core } from '../../core/core.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Heartbeat } from '../../wire/heartbeat.ts';
import { UpgradeGate } from '../../wire/upgrade-gate.ts';
import type { OutletListener } from '../../wire/web-socket-outlet.ts';
import type { Wire } from '../../wire/wire.ts';
import { admitClient, type Handshake } from './auth/admit-client.ts';
import { EventCodec } from './codec/event-codec.ts';
import { pusherClosing } from './errors/pusher-closing.ts';
import { PusherRefusal } from './errors/pusher-refusal.ts';
import type { PusherSetup } from './pusher-setup.ts';
import { type ClientOrigin, PusherConnection } from './session/pusher-connection.ts';
import { SubscriptionCounts } from './session/subscription-counts.ts';
import { Watchlists } from './session/watchlists.ts';

export interface PusherSocketsOptions {
  readonly core: Core;
  readonly wire: Wire;
  addressOf(request: IncomingMessage): string;
  /** Whether a browser page from where the request comes may connect. */
  allowsOrigin(request: IncomingMessage): boolean;
  /** A connection failed, or broke the WebSocket protocol. */
  onFault(error: Error): void;
  /** Something failed for no fault of a client. */
  onFailure(cause: unknown): void;
}

/** The largest data of an event that any app can allow, and what may be around it. */
const MAX_MESSAGE_BYTES = 2_097_152;
const MAX_USER_AGENT = 300;
/** How closely the apps' own waits are kept: a tenth of this. */
const LOOK_WITHIN_MS = 10_000;
const PATH = /\/app\/([^/]+)\/?$/;

/** What hears from a client that was refused: nothing. */
const DEAF: OutletListener = { message() {}, closed() {} };

/** The WebSocket side of the protocol: lets clients in at `/app/{key}`, whatever path comes before that. */
export class PusherSockets implements Disposable {
  readonly #options: PusherSocketsOptions;
  readonly #setup: PusherSetup;
  readonly #gate: UpgradeGate;
  readonly #heartbeat: Heartbeat;
  readonly #counts: SubscriptionCounts;

  constructor(options: PusherSocketsOptions) {
    const { core, wire, onFailure, onFault } = options;
    const codec = new EventCodec();
    const { runtime } = core;
    this.#options = options;
    this.#heartbeat = new Heartbeat(runtime, { pingAfterMs: LOOK_WITHIN_MS, pongWithinMs: LOOK_WITHIN_MS });
    this.#counts = new SubscriptionCounts(core.hub, runtime.timers, codec);
    this.#setup = {
      core,
      codec,
      heartbeat: this.#heartbeat,
      counts: this.#counts,
      watchlists: new Watchlists(),
      onFailure,
    };
    this.#gate = new UpgradeGate({
      wire,
      closing: pusherClosing,
      maxMessageBytes: MAX_MESSAGE_BYTES,
      // Answered on the open connection: a client that is refused by HTTP tries again for ever.
      allowsOrigin: () => true,
      onFault,
    });
  }

  /** Whether a handshake is one of this protocol. */
  static speaksAt(path: string): boolean {
    return PATH.test(path);
  }

  /** Opens the connection, on which the client is welcomed or told why not. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#gate.accept(request, socket, head, (outlet) => {
      try {
        if (!this.#options.allowsOrigin(request)) {
          throw new PusherRefusal('forbidden', 4009, 'This origin may not connect.');
        }
        const handshake = readHandshake(request);
        const client = admitClient(this.#setup.core.apps, handshake);
        new PusherConnection(this.#setup, outlet, client, this.#originOf(request, handshake));
      } catch (thrown) {
        const error = ParleyError.from(thrown);
        if (error.code === 'internal') this.#options.onFailure(error.cause ?? error);
        outlet.listen(DEAF);
        outlet.close(error);
      }
    });
  }

  [Symbol.dispose](): void {
    this.#heartbeat[Symbol.dispose]();
    this.#counts[Symbol.dispose]();
  }

  #originOf(request: IncomingMessage, { query }: Handshake): ClientOrigin {
    const library = `${query.get('client') ?? ''} ${query.get('version') ?? ''}`.trim();
    const userAgent = request.headers['user-agent'] ?? library;
    return { address: this.#options.addressOf(request), userAgent: userAgent.slice(0, MAX_USER_AGENT) };
  }
}

function readHandshake({ url = '/' }: IncomingMessage): Handshake {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  return { key: decoded(PATH.exec(path)?.[1] ?? ''), query };
}

/** What is no escape stands for itself, and names no app. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
