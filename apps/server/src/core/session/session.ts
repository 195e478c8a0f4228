import type { Actor } from '../access/actor.ts';
import type { Grant } from '../access/grant.ts';
import type { Principal } from '../access/principal.ts';
import type { App } from '../apps/app.ts';
import type { ParleyError } from '../errors/parley-error.ts';
import type { Subscription } from '../hub/subscription.ts';

/** Who a client proved to be. */
export interface Identity {
  readonly principal: Principal;
  readonly grants: readonly Grant[];
  /** When the proof ends (ms); null: never. */
  readonly expiresAt: number | null;
}

/** The connection under a session, as far as the core needs it. */
export interface Link {
  /** Bytes that wait to be taken by the operating system. */
  readonly bufferedBytes: number;
  /** Says why in the protocol's own form, and closes. */
  close(reason: ParleyError): void;
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
  #identity: Identity;
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
  }

  get sessionId(): string {
    return this.id;
  }

  get principal(): Principal {
    return this.#identity.principal;
  }

  get grants(): readonly Grant[] {
    return this.#identity.grants;
  }

  get expiresAt(): number | null {
    return this.#identity.expiresAt;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Replaces what the client proved, on the live connection. The registry re-checks its subscriptions. */
  identify(identity: Identity): void {
    this.#identity = identity;
  }

  /** Ends every subscription. The registry calls it, once. */
  end(): void {
    this.#ended = true;
    for (const subscription of [...this.subscriptions]) subscription[Symbol.dispose]();
  }
}
