import type { App } from '../apps/app.ts';
import type { Grant } from './grant.ts';
import type { Principal } from './principal.ts';

/** Somebody doing something in an app: a connected session, or the sender of one HTTP request. */
export interface Actor {
  readonly app: App;
  readonly principal: Principal;
  readonly grants: readonly Grant[];
  /** The live connection it acts by, or null over HTTP. */
  readonly sessionId: string | null;
  /** Where it calls from: all that tells clients apart that are nobody and have no connection. */
  readonly address: string;
}
