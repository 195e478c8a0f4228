import type { App } from '../core/apps/app.ts';

/** A user doing something in chat. Whoever makes one has proved that it is this user, or acts for the app's backend. */
export interface ChatCaller {
  readonly app: App;
  readonly userId: string;
  /** The live connection it acts by: it gets no copy of what it does. Null over HTTP. */
  readonly sessionId: string | null;
  /** What its device calls itself; null where it has no name. */
  readonly deviceId: string | null;
  /** The sign-in that its token is of (`SignedInDevice.id`); absent for tokens of the app's backend. */
  readonly signInId?: string;
  readonly address: string;
  /** The protocol that it came by, for traces. */
  readonly protocol: string;
  /** The app's backend acts in the user's name: the rate of clients and the messaging switch do not bind it. */
  readonly isBackend?: true;
}
