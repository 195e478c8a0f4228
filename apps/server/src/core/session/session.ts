import type { Actor } from '../access/actor.ts';
import type { Grant } from '../access/grant.ts';
import type { Principal } from '../access/principal.ts';
import type { App } from '../apps/app.ts';
import type { ParleyError } from '../errors/parley-error.ts';
import type { Subscription } from '../hub/subscription.ts';
import { Turns } from '../hub/turns.ts';

const LOG_READS = 4;

/** A right as it is held: what it was proved with may come to an end meanwhile. */
interface Held {
  grant: Grant;
}

/** A key of the app or a dashboard sign-in that something was proved with. Taking it back ends what rests on it. */
export interface Proof {
  readonly by: string;
  /** When it ends (ms), as far as is known; null: never. */
  readonly until: number | null;
}

/** Who a client proved to be. */
export interface Identity {
  readonly principal: Principal;
  readonly grants: readonly Grant[];
  /** When the token or the sign-in ends (ms); null: never. */
  readonly expiresAt: number | null;
  /** What let it in: the client key, the admin key or the dashboard sign-in. Null on an identity that is a token's alone. */
  readonly admission: Proof | null;
  /** The secret that its token is signed with; null without one, and for keys that are not the app's own. */
  readonly signature: Proof | null;
}

/** The connection under a session, as far as the core needs it. */
export interface Link {
  /** Bytes that wait to be taken by the operating system. */
  readonly bufferedBytes: number;
  /** Says why in the protocol's own form, and closes. */
  close(reason: ParleyError): void;
  /** The clients of some protocols enter and leave channels by requests beside their connection: this does it. */
  readonly entrance?: Entrance;
}

/** How a connection is made to listen to channels by somebody else than itself. */
export interface Entrance {
  /** Whether it entered the channel that way. */
  has(channel: string): boolean;
  /** The channels it entered that way. */
  readonly channels: Iterable<string>;
  /**
   * Listens to a channel. Throws as `Follower.follow`, and `conflict` where it is in already. Resolves once nothing of the
   * channel passes it by; rejects with what kept it from beginning, such as a database that is away.
   */
  enter(channel: string): Promise<void>;
  /** Ceases to listen to one it entered. */
  leave(channel: string): void;
}

export interface SessionDetails {
  readonly id: string;
  readonly app: App;
  readonly protocol: string;
  /** The client's address. */
  readonly address: string;
  readonly userAgent: string;
  readonly openedAt: number;
  readonly link: Link;
}

/** One connected client. */
export class Session implements Actor {
  readonly id: string;
  readonly app: App;
  readonly protocol: string;
  readonly address: string;
  readonly userAgent: string;
  readonly openedAt: number;
  readonly link: Link;
  readonly subscriptions = new Set<Subscription>();
  /** Of its subscriptions, so many read their logs at a time: one client cannot keep the database to itself. */
  readonly turns = new Turns(LOG_READS);
  #identity: Identity;
  /** Proved on this connection by somebody else than its token, so that a new token leaves them. */
  #admitted: readonly Held[] = [];
  #grants: readonly Grant[];
  #admission: Proof | null;
  readonly #endsWithIt = new Set<Disposable>();
  #ended = false;

  constructor(details: SessionDetails, identity: Identity) {
    this.id = details.id;
    this.app = details.app;
    this.protocol = details.protocol;
    this.address = details.address;
    this.userAgent = details.userAgent;
    this.openedAt = details.openedAt;
    this.link = details.link;
    this.#identity = identity;
    this.#grants = identity.grants;
    this.#admission = identity.admission;
  }

  get sessionId(): string {
    return this.id;
  }

  get principal(): Principal {
    return this.#identity.principal;
  }

  get grants(): readonly Grant[] {
    return this.#grants;
  }

  /** When the first of what it rests on ends (ms); null: never. */
  get expiresAt(): number | null {
    const { expiresAt, signature } = this.#identity;
    return earlier(expiresAt, earlier(signature?.until ?? null, this.#admission?.until ?? null));
  }

  /** What let it in. A refreshed token leaves that as it is. */
  get admission(): Proof | null {
    return this.#admission;
  }

  /** The secret that its token is signed with, or the sign-in that gave it out. Another after a refresh. */
  get signature(): Proof | null {
    return this.#identity.signature;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Replaces what the client proved, on the live connection. The registry re-checks its subscriptions. */
  identify(identity: Identity): void {
    this.#identity = identity;
    this.#gather();
  }

  /** Adds a right that was proved on this connection. It lasts as long as that, or until the result is disposed of. */
  admit(grant: Grant): Disposable {
    const held = { grant };
    this.#admitted = [...this.#admitted, held];
    this.#grants = [...this.#grants, grant];
    return { [Symbol.dispose]: () => this.#withdraw(held) };
  }

  /** When the next of the rights that were proved on the connection ends, later than `now` (ms); null: none of them does. */
  grantEndAfter(now: number): number | null {
    let next: number | null = null;
    for (const { grant } of this.#admitted) {
      if (grant.expiresAt !== null && grant.expiresAt > now) next = earlier(next, grant.expiresAt);
    }
    return next;
  }

  restsOn(proof: string): boolean {
    return (
      this.#admission?.by === proof ||
      this.#identity.signature?.by === proof ||
      this.#admitted.some(({ grant }) => grant.signedBy === proof)
    );
  }

  /** Something it may rest on ends by `until`, or before that, as was known already. */
  limit(proof: Proof): void {
    const { signature } = this.#identity;
    if (this.#admission?.by === proof.by) this.#admission = limited(this.#admission, proof);
    if (signature?.by === proof.by)
      this.#identity = { ...this.#identity, signature: limited(signature, proof) };
    for (const held of this.#admitted) {
      const { signedBy, expiresAt } = held.grant;
      if (signedBy === proof.by) held.grant = { ...held.grant, expiresAt: earlier(expiresAt, proof.until) };
    }
    this.#gather();
  }

  /** The session ceased to listen to a channel: who wants to enter again is asked about again. */
  forgetConsent(channel: string): void {
    const listens = [...this.subscriptions].some((subscription) => subscription.channel.name === channel);
    if (!listens) this.#forget(channel, ['verified', 'membership']);
  }

  /** The user is no longer a member there. The registry re-checks its subscriptions. */
  endMembership(channel: string): void {
    this.#forget(channel, ['membership']);
  }

  /** Ends every subscription. The registry calls it, once. */
  end(): void {
    this.#ended = true;
    for (const subscription of [...this.subscriptions]) subscription[Symbol.dispose]();
    for (const resource of [...this.#endsWithIt]) resource[Symbol.dispose]();
    this.#endsWithIt.clear();
  }

  /** Disposes of something when the session ends; at once if it has. Disposing of the result lets go of it. */
  onEnd(resource: Disposable): Disposable {
    if (this.#ended) resource[Symbol.dispose]();
    else this.#endsWithIt.add(resource);
    return { [Symbol.dispose]: () => void this.#endsWithIt.delete(resource) };
  }

  #forget(channel: string, proofs: ReadonlyArray<Grant['proof']>): void {
    const isMeant = ({ grant: { proof, pattern } }: Held) =>
      proofs.includes(proof) && pattern.text === channel;
    for (const held of this.#admitted.filter(isMeant)) this.#withdraw(held);
  }

  #withdraw(held: Held): void {
    this.#admitted = this.#admitted.filter((other) => other !== held);
    this.#gather();
  }

  #gather(): void {
    this.#grants = [...this.#identity.grants, ...this.#admitted.map(({ grant }) => grant)];
  }
}

function limited(known: Proof, { until }: Proof): Proof {
  return { by: known.by, until: earlier(known.until, until) };
}

/** The earlier of two ends, of which null is none. */
export function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
