import type { Runtime } from '../../runtime/runtime.ts';
import type { AppRegistry } from '../apps/app-registry.ts';
import type { KeyVault } from '../apps/key-vault.ts';
import type { Stats } from '../stats/app-stats.ts';
import type { NewEffect } from '../store/effect-store.ts';
import type { Store } from '../store/store.ts';
import type { Happening, MessageHappening } from './happening.ts';

/**
 * What the app's backend says of a user who wants to enter a channel. `unasked`: no endpoint of the app takes such
 * questions. `refused`: it said no, or not clearly yes in time.
 */
export type Verdict = 'admitted' | 'refused' | 'unasked';

/** Who wants to enter where. */
export interface VerificationRequest {
  readonly appId: string;
  readonly userId: string;
  /** Present when nobody proved that it is this user. */
  readonly claimed?: true;
  readonly channel: string;
}

/** What leaves the house on account of what happens inside. Core declares it, `effects/` carries it out. */
export interface Effects extends AsyncDisposable {
  /**
   * Whether anything follows from such a happening there. Asked before something is looked up for the sake of
   * {@link note} alone: false, at the cost of one look-up, for apps that ask for nothing.
   */
  wants(kind: Happening['kind'], appId: string, channel: string): boolean;
  /**
   * What follows from a message about to be stored in a durable log. The rows are written in the transaction that
   * stores it, so neither is ever there without the other. Called for every publish: must cost nothing for apps that ask
   * for nothing.
   */
  plan(message: MessageHappening): readonly NewEffect[];
  /** Planned rows were committed and can be carried out. */
  stored(effects: readonly NewEffect[]): void;
  /** Something happened that no durable log holds: what follows is queued soon after. Never throws, never waits. */
  note(happening: Happening): void;
  /** Asks the app's backend whether a user may enter. Never rejects. */
  verify(request: VerificationRequest): Promise<Verdict>;
  /** Forgets an app that is no more. */
  forgetApp(appId: string): void;
}

/** What effects are given to work with. */
export interface EffectSurroundings {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly apps: AppRegistry;
  readonly vault: KeyVault;
  readonly stats: Stats;
  /** Work in the background failed; whoever runs the server should know. */
  onFailure(cause: unknown): void;
}

const NOTHING: readonly NewEffect[] = [];

/** Nothing leaves the house. */
export const noEffects: Effects = {
  wants: () => false,
  plan: () => NOTHING,
  stored: () => {},
  note: () => {},
  verify: async () => 'unasked',
  forgetApp: () => {},
  [Symbol.asyncDispose]: async () => {},
};
