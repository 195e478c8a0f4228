import type { SignedInDevice } from '../../../chat/devices/devices.ts';
import type { App } from '../../../core/apps/app.ts';
import type { Identity } from '../../../core/session/session.ts';
import type { Dialect } from '../dialect.ts';
import type { SignedInUser } from './signed-in-user.ts';

/** Where a client connects from, and how. */
export interface ClientOrigin {
  readonly address: string;
  readonly userAgent: string;
  /** Where it reaches this server, such as `https://chat.example.com`. */
  readonly serverOrigin: string;
  readonly dialect: Dialect;
}

/** Who a client proved to be, and by which sign-in. */
export interface ProvedUser {
  readonly app: App;
  readonly identity: Identity;
  readonly device: SignedInDevice;
}

/** A connected client as its requests see it. */
export interface Client {
  readonly origin: ClientOrigin;
  /** Who it is signed in as; null: nobody. */
  readonly user: SignedInUser | null;
  /**
   * The client is this user from now on, and nobody else: what concerned who it was before reaches it no more. Throws as
   * `SessionRegistry.open`; then it is nobody.
   */
  signIn(proved: ProvedUser): SignedInUser;
  /** The client is nobody from now on. */
  signOut(): void;
  /** Sends a packet beside the answers to its requests. */
  send(packet: object): void;
}
