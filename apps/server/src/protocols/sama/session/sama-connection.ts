import { ANONYMOUS } from '../../../core/access/principal.ts';
import type { App } from '../../../core/apps/app.ts';
import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Identity, Session } from '../../../core/session/session.ts';
import type { OutletListener, WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import { frameOf } from '../codec/server-packets.ts';
import { PROTOCOL } from '../protocol.ts';
import type { SamaSetup } from '../sama-setup.ts';
import { answerPacket } from './answer-packet.ts';
import type { Client, ClientOrigin, ProvedUser } from './client.ts';
import { LiveOutlet } from './live-outlet.ts';
import { RequestQueue } from './request-queue.ts';
import { SignedInUser } from './signed-in-user.ts';

const AHEAD = { packets: 1000, bytes: 4_194_304 };
const NOBODY: Identity = {
  principal: ANONYMOUS,
  grants: [],
  expiresAt: null,
  admission: null,
  signature: null,
};
/** Why a client ceases to be who it was, while its connection stays: a socket outlives who is signed in on it. */
const SIGNED_OUT: ReadonlySet<ErrorCode> = new Set(['unauthenticated', 'token_expired']);

/**
 * One connected client. There is always a session under it: that of the user it is signed in as, or else one of nobody in the
 * default app, by which it counts as connected.
 */
export class SamaConnection implements OutletListener, Client {
  readonly origin: ClientOrigin;
  readonly #setup: SamaSetup;
  readonly #outlet: WebSocketOutlet;
  readonly #live: LiveOutlet;
  readonly #queue: RequestQueue;
  #session: Session;
  #user: SignedInUser | null = null;
  #isGone = false;

  /** Throws what `SessionRegistry.open` throws. */
  constructor(setup: SamaSetup, outlet: WebSocketOutlet, origin: ClientOrigin) {
    this.#setup = setup;
    this.#outlet = outlet;
    this.#live = new LiveOutlet(outlet);
    this.origin = origin;
    this.#session = this.#openNobody();
    this.#queue = new RequestQueue(AHEAD, (data) => this.#answer(data));
    outlet.listen(this);
  }

  get user(): SignedInUser | null {
    return this.#user;
  }

  message(data: Buffer): void {
    if (this.#queue.push(data)) return;
    const reason = new ParleyError('rate_limited', 'Too much was sent ahead of its answers.');
    this.#setup.core.sessions.disconnect(this.#session, reason);
  }

  closed(): void {
    this.#isGone = true;
    this.#queue.close();
    this.#drop();
  }

  signIn(proved: ProvedUser): SignedInUser {
    if (this.#isGone) throw new ParleyError('draining', 'The connection is closed.');
    return this.#renewed(proved) ?? this.#replaced(proved);
  }

  signOut(): void {
    if (this.#user === null || this.#isGone) return;
    this.#drop();
    this.#session = this.#openNobody();
  }

  send(packet: object): void {
    this.#live.send(frameOf(packet));
  }

  async #answer(data: Buffer): Promise<void> {
    const call = { setup: this.#setup, client: this };
    this.#live.hold();
    const answer = await answerPacket(call, data, () => this.#session);
    if (answer !== null) this.#outlet.send(answer);
    this.#live.release();
    // Whoever does not read its answers gets no more of them made.
    await this.#outlet.keepsUp();
  }

  /** The same user again keeps its session, and misses nothing. */
  #renewed({ app, identity, device }: ProvedUser): SignedInUser | null {
    const user = this.#user;
    if (user?.session.app !== app || user.userId !== device.userId) return null;
    this.#setup.core.sessions.refresh(user.session, identity);
    user.rely(device);
    return user;
  }

  #replaced({ app, identity, device }: ProvedUser): SignedInUser {
    // First ended: the connection is counted already, and must find room in an app that has just enough.
    this.#drop();
    try {
      const session = this.#open(app, identity);
      this.#session = session;
      const reader = { codec: this.#setup.codec, outlet: this.#live };
      this.#user = new SignedInUser(
        session,
        device,
        this.#setup.chat.live.open(session, device.userId, reader),
      );
      return this.#user;
    } catch (thrown) {
      this.#setup.core.sessions.end(this.#session);
      this.#session = this.#openNobody();
      throw thrown;
    }
  }

  #drop(): void {
    // It was for who the client still is: nothing of it may follow once it is somebody else.
    this.#live.release();
    this.#user?.[Symbol.dispose]();
    this.#user = null;
    this.#setup.core.sessions.end(this.#session);
  }

  #openNobody(): Session {
    return this.#open(this.#setup.organizations.default, NOBODY);
  }

  /** Each session has a link of its own: what ends one that was replaced says nothing of the next. */
  #open(app: App, identity: Identity): Session {
    const outlet = this.#live;
    const { address, userAgent } = this.origin;
    const link = {
      get bufferedBytes() {
        return outlet.bufferedBytes;
      },
      close: (reason: ParleyError) => this.#ended(identity, reason),
    };
    return this.#setup.core.sessions.open({ app, protocol: PROTOCOL, address, userAgent, link }, identity);
  }

  /** The session was ended by the server's will. */
  #ended(identity: Identity, reason: ParleyError): void {
    if (identity === NOBODY || !SIGNED_OUT.has(reason.code)) {
      this.#outlet.close(reason);
      return;
    }
    try {
      this.signOut();
    } catch (thrown) {
      this.#outlet.close(ParleyError.from(thrown));
    }
  }
}
