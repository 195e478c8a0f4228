import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Session } from '../../../core/session/session.ts';
import type { WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import { proveUser, type SignedInUser } from '../auth/user-proof.ts';
import type { SignInRequest } from '../codec/client-frame.ts';
import { errorFrame, signedInFrame } from '../codec/server-frames.ts';
import type { PusherSetup } from '../pusher-setup.ts';
import { ChannelReader } from './channel-reader.ts';
import type { Watcher } from './watchlists.ts';

const MAX_WATCHED = 100;

/** A client's saying who it is, and what follows: it hears what is for that user, and of the users that one watches. */
export class UserSignIn {
  readonly #setup: PusherSetup;
  readonly #session: Session;
  readonly #outlet: WebSocketOutlet;
  #user: SignedInUser | null = null;
  #watcher: Watcher | null = null;

  constructor(setup: PusherSetup, session: Session, outlet: WebSocketOutlet) {
    this.#setup = setup;
    this.#session = session;
    this.#outlet = outlet;
  }

  /** Who is signed in; null: nobody yet. */
  get user(): SignedInUser | null {
    return this.#user;
  }

  /**
   * Signs the client in; again as the same user is fine. Throws why not: the app did not sign it, the user is banned, or
   * somebody else is signed in.
   */
  signIn(request: SignInRequest): void {
    const { core } = this.#setup;
    const session = this.#session;
    const user = proveUser(core.apps, session, request);
    // Nothing new is proved by the same user's coming again: the client's channels need not be looked at for it.
    const isKnown = this.#user?.id === user.id && this.#user.signer.id === user.signer.id;
    if (!isKnown) {
      core.sessions.signIn(session, {
        principal: { kind: 'user', userId: user.id, verified: true },
        grants: [],
        expiresAt: null,
        admission: session.admission,
        signature: { by: user.signer.id, until: user.signer.expiresAt },
      });
    }
    const isFirst = this.#user === null;
    this.#user = user;
    if (isFirst) this.#followUser(user, () => this.#welcome(user, request.userData));
    else this.#welcome(user, request.userData);
  }

  /** The connection is gone. */
  drop(): void {
    if (this.#watcher) this.#setup.watchlists.gone(this.#watcher);
    this.#watcher = null;
  }

  /**
   * Follows what the backend says to the user, whether or not the client asks for it. The client is told that it is signed in
   * when nothing passes it by any more.
   */
  #followUser({ id }: SignedInUser, onReady: () => void): void {
    const { core, codec } = this.#setup;
    const reader = new ChannelReader({
      codec,
      outlet: this.#outlet,
      variant: 'plain',
      onStarted: onReady,
      onRevoked: (reason) => this.#unheard(reason),
    });
    const channel = `#server-to-user-${id}`;
    const request = { channel, resume: null, rewind: 0, presence: undefined };
    try {
      core.follower.follow(this.#session, request).attach(reader);
    } catch (thrown) {
      this.#unheard(ParleyError.from(thrown));
    }
  }

  /** A client that could not hear what is for its user must not think that it does: it comes back and tries again. */
  #unheard(reason: ParleyError): void {
    this.#setup.core.sessions.disconnect(this.#session, reason);
  }

  #welcome({ id, watchlist }: SignedInUser, userData: string): void {
    const { watchlists } = this.#setup;
    const { app } = this.#session;
    this.#outlet.send(signedInFrame(userData));
    if (!this.#watcher) {
      this.#watcher = { appId: app.id, userId: id, outlet: this.#outlet };
      watchlists.signedIn(this.#watcher);
    }
    const watched = app.settings.clients.watchlists ? watchlist : [];
    watchlists.watch(this.#watcher, watched.slice(0, MAX_WATCHED));
    if (watched.length <= MAX_WATCHED) return;
    const message = `The watchlist has more than ${MAX_WATCHED} users; the rest is ignored`;
    this.#outlet.send(errorFrame({ code: 4302, message }));
  }
}
