import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Session } from '../../../core/session/session.ts';
import type { OutletListener, WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import { type AdmittedClient, identityOf } from '../auth/admit-client.ts';
import { type ClientEvent, type ClientFrame, decodeClientFrame } from '../codec/client-frame.ts';
import { errorFrame, establishedFrame, PONG_FRAME } from '../codec/server-frames.ts';
import { PusherRefusal } from '../errors/pusher-refusal.ts';
import { PROTOCOL } from '../protocol.ts';
import type { PusherSetup } from '../pusher-setup.ts';
import { ChannelSubscriptions } from './channel-subscriptions.ts';
import { ClientEvents } from './client-events.ts';
import { noteRefusal } from './note-refusal.ts';
import { Silence } from './silence.ts';
import { socketIdOf } from './socket-id.ts';
import { UserSignIn } from './user-sign-in.ts';

/** Where a client connects from. */
export interface ClientOrigin {
  readonly address: string;
  readonly userAgent: string;
}

/** The number that clients know of every refusal of an event. */
const EVENT_REFUSED = 4301;
const MAX_ECHOED = 1000;

/** One connected client. Idle, it has no timer of its own. */
export class PusherConnection implements OutletListener {
  /** The protocol looks after silence itself: see {@link Silence}. */
  readonly patience = 'endless';
  readonly #setup: PusherSetup;
  readonly #outlet: WebSocketOutlet;
  readonly #session: Session;
  readonly #silence: Silence;
  readonly #channels: ChannelSubscriptions;
  readonly #events: ClientEvents;
  readonly #user: UserSignIn;
  /** Sends a client away that proves nothing in time, where the app wants that. */
  #deadline: Disposable | null = null;

  /** Throws what `SessionRegistry.open` throws. */
  constructor(setup: PusherSetup, outlet: WebSocketOutlet, client: AdmittedClient, origin: ClientOrigin) {
    const { app } = client;
    const details = { app, protocol: PROTOCOL, link: outlet, ...origin };
    const session = setup.core.sessions.open(details, identityOf(client));
    this.#setup = setup;
    this.#outlet = outlet;
    this.#session = session;
    this.#silence = new Silence(app, outlet);
    this.#user = new UserSignIn(setup, session, outlet);
    this.#channels = new ChannelSubscriptions({
      setup,
      session,
      outlet,
      userNow: () => this.#user.user,
      onAuthorized: () => this.#clearDeadline(),
    });
    this.#events = new ClientEvents(setup, session, this.#channels);
    const { activityTimeoutMs, signInWithinMs } = app.settings.clients;
    outlet.listen(this);
    setup.heartbeat.watch(this.#silence);
    if (signInWithinMs > 0) this.#setDeadline(signInWithinMs);
    outlet.send(establishedFrame(socketIdOf(session.id), activityTimeoutMs));
  }

  message(data: Buffer, isBinary: boolean): void {
    try {
      if (isBinary) throw new ParleyError('bad_request', 'Invalid event: binary frames are not spoken here');
      this.#hear(decodeClientFrame(data.toString()));
    } catch (thrown) {
      const error = ParleyError.from(thrown);
      this.#note(error, 'frame', null);
      this.#outlet.send(errorFrame({ code: null, message: error.message }));
    }
  }

  closed(): void {
    const { core, heartbeat } = this.#setup;
    heartbeat.forget(this.#silence);
    this.#clearDeadline();
    core.sessions.end(this.#session);
    this.#channels.drop();
    this.#user.drop();
  }

  #hear(frame: ClientFrame): void {
    switch (frame.kind) {
      case 'ping':
        this.#outlet.send(PONG_FRAME);
        break;
      case 'pong':
        break;
      case 'subscribe':
        // What keeps the client out was answered; what still fails is the answering itself.
        this.#channels.subscribe(frame).catch(this.#setup.onFailure);
        break;
      case 'unsubscribe':
        this.#channels.unsubscribe(frame.channel);
        break;
      case 'sign-in':
        this.#signIn(frame);
        break;
      case 'event':
        this.#send(frame);
        break;
    }
  }

  /** Who is not whom it says is sent away, and not invited to come back. */
  #signIn(frame: Extract<ClientFrame, { kind: 'sign-in' }>): void {
    try {
      this.#user.signIn(frame);
      this.#clearDeadline();
    } catch (thrown) {
      const error = ParleyError.from(thrown);
      this.#note(error, 'signin', null);
      this.#setup.core.sessions.disconnect(this.#session, error);
    }
  }

  #send(event: ClientEvent): void {
    try {
      this.#events.send(event);
    } catch (thrown) {
      const { channel } = event;
      const error = ParleyError.from(thrown);
      const about = channel === null ? {} : { channel: channel.slice(0, MAX_ECHOED) };
      this.#note(error, 'event', channel);
      this.#outlet.send(errorFrame({ code: EVENT_REFUSED, message: error.message, ...about }));
    }
  }

  #note(error: ParleyError, action: string, channel: string | null): void {
    noteRefusal(this.#setup, this.#session, { action, channel, error });
  }

  #setDeadline(withinMs: number): void {
    const { core } = this.#setup;
    const message = 'Connection not authorized within timeout.';
    this.#deadline = core.runtime.timers.after(withinMs, () =>
      core.sessions.disconnect(this.#session, new PusherRefusal('unauthenticated', 4009, message)),
    );
  }

  #clearDeadline(): void {
    this.#deadline?.[Symbol.dispose]();
    this.#deadline = null;
  }
}
