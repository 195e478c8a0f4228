import type { App } from '../../../core/apps/app.ts';
import { Body } from '../../../core/event/body.ts';
import type { Connection } from './connection.ts';

/** What one key of a user's state may hold. */
export type Scalar = string | number | boolean | null;
export type UserState = Readonly<Record<string, Scalar>>;

/** What a call says about a user. What it does not mention stays as it is. */
export interface UserChange {
  /** Merged into what there is; nothing is ever taken out. */
  readonly state?: UserState | null;
  /** The keys that others may see, instead of those before. */
  readonly publicKeys?: readonly string[] | null;
}

/** How a user looks after a change. */
export interface UserFacts {
  readonly state: ReadonlyMap<string, Scalar>;
  readonly publicKeys: readonly string[];
  /** What the state and the list of public keys weigh as JSON. */
  readonly bytes: { readonly state: number; readonly publicKeys: number };
}

/** Somebody the app's backend connected, or connected lately. */
export class User {
  readonly app: App;
  readonly name: string;
  /** A random id, which the protocol's own figures show. */
  readonly uuid: string;
  readonly connections = new Set<Connection>();
  #facts: UserFacts;
  #shown: Body | null = null;

  constructor(app: App, name: string, uuid: string) {
    this.app = app;
    this.name = name;
    this.uuid = uuid;
    this.#facts = factsOf(new Map(), []);
  }

  /** Everything that is known of the user: for its backend and for itself. */
  get state(): UserState {
    return Object.fromEntries(this.#facts.state);
  }

  /** What others may see. */
  get publicState(): UserState {
    return publicPart(this.#facts);
  }

  get publicKeys(): readonly string[] {
    return this.#facts.publicKeys;
  }

  /** What is remembered of the user, in bytes of JSON. */
  get bytes(): number {
    return this.#facts.bytes.state + this.#facts.bytes.publicKeys;
  }

  /** What the user shows of itself wherever it is present: its public state. */
  get shown(): Body {
    this.#shown ??= Body.ofValue(this.publicState);
    return this.#shown;
  }

  /** How it would look after a change. */
  after({ state, publicKeys }: UserChange): UserFacts {
    return factsOf(
      state ? new Map([...this.#facts.state, ...Object.entries(state)]) : this.#facts.state,
      publicKeys ? [...new Set(publicKeys)] : this.#facts.publicKeys,
    );
  }

  /** Takes what {@link after} said. Returns the keys of the state whose values are others now. */
  become(facts: UserFacts): Array<{ key: string; value: Scalar }> {
    const before = this.#facts.state;
    this.#facts = facts;
    this.#shown = null;
    return [...facts.state]
      .filter(([key, value]) => !before.has(key) || before.get(key) !== value)
      .map(([key, value]) => ({ key, value }));
  }
}

function factsOf(state: UserFacts['state'], publicKeys: readonly string[]): UserFacts {
  const bytes = { state: jsonBytes(Object.fromEntries(state)), publicKeys: jsonBytes(publicKeys) };
  return { state, publicKeys, bytes };
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The part of a state that others may see. */
export function publicPart({ state, publicKeys }: UserFacts): UserState {
  const shown = new Set(publicKeys);
  return Object.fromEntries([...state].filter(([key]) => shown.has(key)));
}
