import type { Runtime } from '../../runtime/runtime.ts';
import type { AccessPolicy } from '../access/access-policy.ts';
import type { Grant } from '../access/grant.ts';
import { userIdOf } from '../access/principal.ts';
import { userIdOn } from '../access/user-id-on.ts';
import type { App } from '../apps/app.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { Moderation } from '../moderation/moderation.ts';
import { OnlineUsers } from './online-users.ts';
import { earlier, type Identity, type Proof, Session, type SessionDetails } from './session.ts';

export interface SessionObserver {
  opened(session: Session): void;
  closed(session: Session): void;
}

const EXPIRY_CHECK_MS = 1000;

/** Every live session of this node. Admits, re-checks and ends them. */
export class SessionRegistry implements Disposable {
  /** Who has a connection, and who comes and goes. */
  readonly online = new OnlineUsers();
  readonly #runtime: Runtime;
  readonly #access: AccessPolicy;
  readonly #moderation: Moderation;
  readonly #observer: SessionObserver;
  readonly #byApp = new Map<string, Map<string, Session>>();
  readonly #byUser = new Map<string, Set<Session>>();
  /** When something that a session rests on ends next (ms). */
  readonly #expiring = new Map<Session, number>();
  readonly #expiryCheck: Disposable;
  #draining = false;

  constructor(runtime: Runtime, access: AccessPolicy, moderation: Moderation, observer: SessionObserver) {
    this.#runtime = runtime;
    this.#access = access;
    this.#moderation = moderation;
    this.#observer = observer;
    this.#expiryCheck = runtime.timers.every(EXPIRY_CHECK_MS, () => this.#endExpired());
  }

  /** Admits a client. Throws `banned`, `too_many_connections` or `draining`; `unauthenticated` if the app is gone. */
  open(details: Omit<SessionDetails, 'id' | 'openedAt'>, identity: Identity): Session {
    const userId = userIdOf(identity.principal);
    this.#admit(details.app, userId);
    const session = new Session(
      { ...details, id: this.#runtime.ids.next(), openedAt: this.#runtime.clock.now() },
      identity,
    );
    const sessions = this.#byApp.get(details.app.id) ?? new Map<string, Session>();
    this.#byApp.set(details.app.id, sessions);
    sessions.set(session.id, session);
    this.#indexUser(session, userId);
    this.#noteExpiry(session);
    this.#observer.opened(session);
    this.online.note(session);
    return session;
  }

  /** The client is gone, or is to be treated as gone. Safe to call twice. */
  end(session: Session): void {
    if (session.ended) return;
    session.end();
    const sessions = this.#byApp.get(session.app.id);
    sessions?.delete(session.id);
    if (sessions?.size === 0) this.#byApp.delete(session.app.id);
    this.#unindexUser(session);
    this.#expiring.delete(session);
    this.#observer.closed(session);
    this.online.note(session);
  }

  /** Ends a session by the server's will: no frame follows the reason. */
  disconnect(session: Session, reason: ParleyError): void {
    this.end(session);
    session.link.close(reason);
  }

  /**
   * The client proved something new on its live connection. It must be the same user; subscriptions that the new
   * proof does not cover are revoked.
   */
  refresh(session: Session, identity: Identity): void {
    // The token was checked meanwhile; what has ended must not be looked after again.
    if (session.ended) throw new ParleyError('draining', 'The connection is closing.');
    if (userIdOf(identity.principal) !== userIdOf(session.principal)) {
      throw new ParleyError(
        'forbidden',
        'A refreshed token must be for the same user; reconnect to change users.',
      );
    }
    session.identify(identity);
    this.online.note(session);
    this.#noteExpiry(session);
    this.recheck(session);
  }

  /**
   * A client that was nobody says who it is, on its live connection. Throws as {@link open}; `forbidden` for who was
   * somebody else before. Its grants stay.
   */
  signIn(session: Session, identity: Identity): void {
    if (session.ended) throw new ParleyError('draining', 'The connection is closing.');
    const before = userIdOf(session.principal);
    const userId = userIdOf(identity.principal);
    if (before !== null && before !== userId) {
      throw new ParleyError('forbidden', 'The connection is signed in as another user; open a new one.');
    }
    if (before === null) this.#admitUser(session.app, userId);
    session.identify(identity);
    this.#indexUser(session, userId);
    this.online.note(session);
    this.#noteExpiry(session);
    this.recheck(session);
  }

  /** Adds a right proved on the connection, until the result is disposed of; see {@link Session.admit}. */
  admit(session: Session, grant: Grant): Disposable {
    const admitted = session.admit(grant);
    this.#noteExpiry(session);
    this.#indexUser(session, grant.userId ?? null);
    return {
      [Symbol.dispose]: () => {
        admitted[Symbol.dispose]();
        const { userId } = grant;
        const isStill =
          userId === userIdOf(session.principal) || session.grants.some((other) => other.userId === userId);
        if (userId !== undefined && !isStill) this.#unindex(session, userId);
      },
    };
  }

  /** Revokes what the session may no longer hear: after a ban, a new token, a changed rule. */
  recheck(session: Session): void {
    for (const subscription of [...session.subscriptions]) {
      const refused = this.#refusal(session, subscription.channel.name);
      if (refused) subscription.revoke(refused);
    }
  }

  /** Ends or cuts down what a user's sessions may do, after a ban. `channel: null`: the whole app. */
  enforceBan(appId: string, userId: string): void {
    for (const session of [...this.ofUser(appId, userId)]) {
      const refused = this.#banOf(session, null);
      if (refused) this.disconnect(session, refused);
      else this.recheck(session);
    }
  }

  /** A user is no longer a member there: when this returns, nothing of the channel reaches it any more. */
  endMembership(appId: string, userId: string, channel: string): void {
    for (const session of [...this.ofUser(appId, userId)]) {
      session.endMembership(channel);
      this.recheck(session);
    }
  }

  /** A key or a sign-in was taken back: ends the sessions that rest on it. */
  endProvedBy(proof: string, reason: ParleyError): void {
    for (const session of this.#restingOn(proof)) this.disconnect(session, reason);
  }

  /**
   * A key ends some day: so do the sessions that rest on it, unless they are refreshed by another, and the subscriptions that
   * rest on rights signed with it.
   */
  limitProvedBy(proof: Proof): void {
    const hasEnded = proof.until !== null && proof.until <= this.#runtime.clock.now();
    for (const session of this.#restingOn(proof.by)) {
      session.limit(proof);
      if (hasEnded) this.#revokeEnded(session);
      this.#noteExpiry(session);
    }
    this.#endExpired();
  }

  get(appId: string, id: string): Session | null {
    return this.#byApp.get(appId)?.get(id) ?? null;
  }

  ofApp(appId: string): Iterable<Session> {
    return this.#byApp.get(appId)?.values() ?? [];
  }

  ofUser(appId: string, userId: string): Iterable<Session> {
    return this.#byUser.get(userKey(appId, userId)) ?? [];
  }

  count(appId: string): number {
    return this.#byApp.get(appId)?.size ?? 0;
  }

  /** From now on nobody is admitted. */
  drain(): void {
    this.#draining = true;
  }

  [Symbol.dispose](): void {
    this.#expiryCheck[Symbol.dispose]();
    for (const sessions of [...this.#byApp.values()])
      for (const session of [...sessions.values()]) this.end(session);
  }

  #admit(app: App, userId: string | null): void {
    if (this.#draining)
      throw new ParleyError('draining', 'This server is going down.', { retryAfterMs: 1000 });
    if (app.isDeleted) throw new ParleyError('unauthenticated', 'The app is gone.');
    const { connections } = app.settings.limits;
    if (this.count(app.id) >= connections) {
      throw new ParleyError('too_many_connections', `The app allows ${connections} connections.`, {
        retryAfterMs: 5000,
      });
    }
    this.#admitUser(app, userId);
  }

  #admitUser(app: App, userId: string | null): void {
    this.#moderation.requireNotBanned(app.id, userId, null);
    const { connectionsPerUser } = app.settings.limits;
    const ofUser = userId === null ? 0 : (this.#byUser.get(userKey(app.id, userId))?.size ?? 0);
    if (ofUser >= connectionsPerUser) {
      throw new ParleyError(
        'too_many_connections',
        `The app allows ${connectionsPerUser} connections per user.`,
        {
          retryAfterMs: 5000,
        },
      );
    }
  }

  #refusal(session: Session, channel: string): ParleyError | null {
    const banned = this.#banOf(session, channel);
    if (banned) return banned;
    try {
      this.#access.require(session, channel, 'subscribe');
      return null;
    } catch (error) {
      return ParleyError.from(error);
    }
  }

  #banOf(session: Session, channel: string | null): ParleyError | null {
    try {
      const userId = channel === null ? userIdOf(session.principal) : userIdOn(session, channel);
      this.#moderation.requireNotBanned(session.app.id, userId, channel);
      return null;
    } catch (error) {
      return ParleyError.from(error);
    }
  }

  #endExpired(): void {
    const now = this.#runtime.clock.now();
    for (const [session, endsAt] of [...this.#expiring]) {
      if (endsAt > now) continue;
      if (session.expiresAt === null || session.expiresAt > now) {
        this.#revokeEnded(session);
        this.#noteExpiry(session);
        continue;
      }
      const until = session.admission?.until ?? null;
      const reason =
        until !== null && until <= now
          ? new ParleyError('unauthenticated', 'What the connection was opened with has expired.')
          : new ParleyError('token_expired', 'The token has expired.');
      this.disconnect(session, reason);
    }
  }

  /** A right that was signed has ended: with it end the subscriptions that have no other. */
  #revokeEnded(session: Session): void {
    for (const subscription of [...session.subscriptions]) {
      if (this.#refusal(session, subscription.channel.name) === null) continue;
      subscription.revoke(
        new ParleyError('token_expired', 'What the subscription was signed with has expired.'),
      );
    }
  }

  #noteExpiry(session: Session): void {
    const endsAt = earlier(session.expiresAt, session.grantEndAfter(this.#runtime.clock.now()));
    if (endsAt === null || session.ended) this.#expiring.delete(session);
    else this.#expiring.set(session, endsAt);
  }

  #restingOn(proof: string): Session[] {
    const found: Session[] = [];
    for (const sessions of this.#byApp.values()) {
      for (const session of sessions.values()) if (session.restsOn(proof)) found.push(session);
    }
    return found;
  }

  #indexUser(session: Session, userId: string | null): void {
    if (userId === null) return;
    const key = userKey(session.app.id, userId);
    const sessions = this.#byUser.get(key) ?? new Set<Session>();
    sessions.add(session);
    this.#byUser.set(key, sessions);
  }

  #unindexUser(session: Session): void {
    const userId = userIdOf(session.principal);
    if (userId !== null) this.#unindex(session, userId);
    for (const grant of session.grants) if (grant.userId !== undefined) this.#unindex(session, grant.userId);
  }

  #unindex(session: Session, userId: string): void {
    const key = userKey(session.app.id, userId);
    const sessions = this.#byUser.get(key);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#byUser.delete(key);
  }
}

function userKey(appId: string, userId: string): string {
  return `${appId}\n${userId}`;
}
