import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { Body } from '../../../core/event/body.ts';
import { BROADCAST_CHANNEL } from '../../../core/rules/built-in-rules.ts';
import type { Entrance, Link, Session } from '../../../core/session/session.ts';
import type { AppStats } from '../../../core/stats/app-stats.ts';
import type { Patience } from '../../../wire/heartbeat.ts';
import type { OutletListener, WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import type { AdmittedClient } from '../auth/admit-client.ts';
import { decodeClientFrame } from '../codec/client-frame.ts';
import { LATENCY_PROBE, type ServerWord, serverFrame } from '../codec/server-word.ts';
import { LIFETIME_OVER } from '../errors/socketlink-closing.ts';
import { wordOfRefusal } from '../errors/word-of-refusal.ts';
import { PROTOCOL } from '../protocol.ts';
import type { SocketLinkSetup } from '../socketlink-setup.ts';
import { BroadcastReader } from './broadcast-reader.ts';
import type { Aging } from './lifetimes.ts';
import { PacedOutlet } from './paced-outlet.ts';
import { Rooms } from './rooms.ts';

/** Where a client connects from. */
export interface ClientOrigin {
  readonly address: string;
  readonly userAgent: string;
}

/** One connected client. Idle, it has no timer and no list of rooms. */
export class ClientConnection implements OutletListener, Link, Aging {
  readonly session: Session;
  readonly openedAt: number;
  readonly #setup: SocketLinkSetup;
  readonly #wire: WebSocketOutlet;
  readonly #outlet: PacedOutlet;
  readonly #stats: AppStats;
  readonly #metadata: string;
  #rooms: Rooms | null = null;
  /** When the probe that has no answer yet was sent (ms, monotonic). */
  #probedAt: number | null = null;

  /** Throws what `SessionRegistry.open` throws. */
  constructor(setup: SocketLinkSetup, wire: WebSocketOutlet, client: AdmittedClient, origin: ClientOrigin) {
    const { core, wireBytes } = setup;
    const { app, identity, metadata } = client;
    const { timers, clock } = core.runtime;
    this.#setup = setup;
    this.#wire = wire;
    this.#metadata = metadata;
    this.#stats = core.stats.of(app.id);
    this.#outlet = new PacedOutlet(wire, { app, stats: this.#stats, timers, wireBytes });
    this.openedAt = clock.monotonic();
    this.session = core.sessions.open({ app, protocol: PROTOCOL, link: this, ...origin }, identity);
    wire.listen(this);
    setup.lifetimes.add(this);
    this.#hearBroadcasts();
  }

  get app(): App {
    return this.session.app;
  }

  get bufferedBytes(): number {
    return this.#wire.bufferedBytes;
  }

  get patience(): Patience {
    return this.#setup.patience.of(this.app.settings.rooms.idleTimeoutMs);
  }

  get entrance(): Entrance {
    this.#rooms ??= new Rooms({
      setup: this.#setup,
      session: this.session,
      outlet: this.#outlet,
      metadata: this.#metadata,
    });
    return this.#rooms;
  }

  message(data: Buffer, isBinary: boolean): void {
    const { maxMessageBytes } = this.app.settings.rooms;
    if (data.length > maxMessageBytes) {
      this.close(new ParleyError('payload_too_large', `A message may have ${maxMessageBytes} bytes.`));
      return;
    }
    const refusal = this.#silenced() ?? this.#hear(data, isBinary);
    if (refusal !== null) this.#answer(refusal);
  }

  close(reason: ParleyError): void {
    this.#wire.close(reason);
  }

  expire(): void {
    this.#setup.core.sessions.disconnect(this.session, LIFETIME_OVER);
  }

  closed(): void {
    this.#setup.core.sessions.end(this.session);
    this.#setup.lifetimes.remove(this);
    this.#rooms?.drop();
    this.#outlet.drop();
  }

  #hearBroadcasts(): void {
    const reader = new BroadcastReader(this.#setup.codec, this.#outlet);
    const request = { channel: BROADCAST_CHANNEL, resume: null, rewind: 0, presence: undefined };
    try {
      this.#setup.core.follower.follow(this.session, request).attach(reader);
    } catch (thrown) {
      // A rule of the app can forbid this too; the client is told, and may use its rooms.
      const refusal = ParleyError.from(thrown);
      this.#report(refusal);
      reader.revoked(refusal);
    }
  }

  /** Why nothing is heard from this client now, whatever it says; null: it is heard. */
  #silenced(): ServerWord | null {
    const { moderation } = this.#setup.core;
    const { app, principal } = this.session;
    if (!app.settings.messagingEnabled) return 'MESSAGING_DISABLED';
    const isMuted = principal.kind === 'user' && moderation.find('mute', app.id, principal.userId, null);
    if (isMuted) return 'MESSAGING_DISABLED';
    return this.#outlet.refusesToListen() ? 'YOU_ARE_RATE_LIMITED' : null;
  }

  /** Does what a frame says; returns what is wrong with it, if anything. */
  #hear(data: Buffer, isBinary: boolean): ServerWord | null {
    const frame = decodeClientFrame(data);
    switch (frame.kind) {
      case 'malformed':
        return 'INVALID_JSON';
      case 'probe-answer':
        this.#endProbe();
        return null;
      case 'message':
        if (this.#rooms?.has(frame.rid) !== true) return 'NO_SUBSCRIPTION_FOUND';
        this.#publish(frame.rid, frame.message, isBinary);
        return null;
    }
  }

  #publish(rid: string, message: string, isBinary: boolean): void {
    const { core, codec } = this.#setup;
    const { session } = this;
    const body = Body.ofValue(message);
    if (isBinary) codec.markBinary(body);
    // Begun in the order in which the messages came, which is the order in which they are stored.
    core.publisher
      .publish(
        session,
        { channel: rid, name: 'message', body, clientId: null, exclude: session.id, asUser: null },
        PROTOCOL,
      )
      .then(
        () => this.#probe(),
        (thrown: unknown) => this.#refused(ParleyError.from(thrown)),
      );
  }

  #refused(error: ParleyError): void {
    this.#report(error);
    if (error.code === 'rate_limited') this.#outlet.limit(error.retryAfterMs ?? 0);
    const word = wordOfRefusal(error);
    if (word !== null) this.#answer(word);
  }

  /** What no client is to blame for must be known to whoever runs the server. */
  #report(error: ParleyError): void {
    if (error.code === 'internal') this.#setup.onFailure(error.cause ?? error);
  }

  #answer(word: ServerWord): void {
    if (word === 'YOU_ARE_RATE_LIMITED') this.#stats.dropped += 1;
    this.#outlet.answer(serverFrame(word));
  }

  #probe(): void {
    const sentAt = this.#setup.probes.begin(this.app);
    if (sentAt === null) return;
    this.#probedAt = sentAt;
    this.#outlet.answer(LATENCY_PROBE);
  }

  #endProbe(): void {
    if (this.#probedAt === null) return;
    this.#setup.probes.end(this.#probedAt, this.#stats);
    this.#probedAt = null;
  }
}
