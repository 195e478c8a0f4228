import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Core } from '../../core/core.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { answerUpgrade } from '../../wire/answer-upgrade.ts';
import { UpgradeGate } from '../../wire/upgrade-gate.ts';
import type { Wire } from '../../wire/wire.ts';
import { type AdmittedClient, admitClient, refusalOfRoom } from './auth/admit-client.ts';
import { readHandshake } from './auth/handshake.ts';
import { HANDSHAKE_REFUSALS, type HandshakeRefusal } from './auth/handshake-refusal.ts';
import { RoomCodec } from './codec/room-codec.ts';
import { socketlinkClosing } from './errors/socketlink-closing.ts';
import { ClientConnection } from './session/client-connection.ts';
import { IdlePatience } from './session/idle-patience.ts';
import { LatencyProbes } from './session/latency-probes.ts';
import { Lifetimes } from './session/lifetimes.ts';
import type { SocketLinkSetup } from './socketlink-setup.ts';

export interface SocketLinkOptions {
  readonly core: Core;
  readonly wire: Wire;
  /** The app in which a handshake is counted whose key tells none. */
  readonly defaultAppId: string;
  addressOf(request: IncomingMessage): string;
  allowsOrigin(request: IncomingMessage): boolean;
  /** A connection failed, or broke the WebSocket protocol. */
  onFault(error: Error): void;
  /** A message failed for no fault of its sender. */
  onFailure(cause: unknown): void;
}

/** A handshake under way. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** The largest message of any app. */
const MAX_MESSAGE_BYTES = 1_048_576;
const MAX_USER_AGENT = 300;

/** The WebSocket side of the protocol: lets clients in, on whatever path they come. */
export class SocketLinkSockets {
  readonly #options: SocketLinkOptions;
  readonly #setup: SocketLinkSetup;
  readonly #gate: UpgradeGate;

  constructor(options: SocketLinkOptions) {
    const { core, wire, onFault } = options;
    this.#options = options;
    this.#setup = {
      core,
      codec: new RoomCodec(),
      patience: new IdlePatience(),
      probes: new LatencyProbes(core.runtime.clock),
      lifetimes: new Lifetimes(core.runtime),
      wireBytes: wire.limits.outletBytes,
      onFailure: options.onFailure,
    };
    this.#gate = new UpgradeGate({
      wire,
      closing: socketlinkClosing,
      maxMessageBytes: MAX_MESSAGE_BYTES,
      allowsOrigin: (_origin, request) => options.allowsOrigin(request),
      onFault,
    });
  }

  /** Answers a handshake: the client is in, or reads why it is not. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const upgrade = { request, socket, head };
    // Until the socket is `ws`'s, nobody else hears that it broke.
    socket.on('error', destroy);
    this.#admit(upgrade).catch((thrown: unknown) => {
      this.#options.onFailure(thrown);
      socket.destroy();
    });
  }

  async #admit(upgrade: Upgrade): Promise<void> {
    const { core, allowsOrigin } = this.#options;
    if (!allowsOrigin(upgrade.request)) return this.#refuse(upgrade, HANDSHAKE_REFUSALS.origin, null);
    const client = await admitClient(core, readHandshake(upgrade.request));
    if ('refusal' in client) return this.#refuse(upgrade, client.refusal, client.app?.id ?? null);
    const refusal = refusalOfRoom(core, client);
    if (refusal) return this.#refuse(upgrade, refusal, client.app.id);
    this.#open(upgrade, client);
  }

  #open({ request, socket, head }: Upgrade, client: AdmittedClient): void {
    const origin = {
      address: this.#options.addressOf(request),
      userAgent: (request.headers['user-agent'] ?? '').slice(0, MAX_USER_AGENT),
    };
    socket.off('error', destroy);
    this.#gate.accept(request, socket, head, (outlet) => {
      try {
        new ClientConnection(this.#setup, outlet, client, origin);
      } catch (thrown) {
        outlet.close(ParleyError.from(thrown));
      }
    });
  }

  #refuse({ socket }: Upgrade, { status, word }: HandshakeRefusal, appId: string | null): void {
    const { core, defaultAppId } = this.#options;
    core.stats.of(appId ?? defaultAppId).handshakesRefused += 1;
    answerUpgrade(socket, { status, contentType: 'text/plain', body: word });
  }
}

function destroy(this: Duplex): void {
  this.destroy();
}
