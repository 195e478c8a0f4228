import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { randomUuid } from '../codec/message-uuid.ts';
import { AwayUsers } from './away-users.ts';
import { publicPart, User, type UserChange, type UserFacts, type UserState } from './user.ts';

/** How long a user is remembered after its last connection, as in the original. */
export const REMEMBERED_MS = 24 * 3_600_000;
/** Beyond that those are forgotten first that have been away longest. */
const MOST_AWAY = { users: 100_000, bytes: 64 * 1024 * 1024 };

/** What `/connect` says about a user. */
export interface Arrival extends UserChange {
  /** The state to begin with, where the user is not known yet. */
  readonly freshState?: UserState | null;
}

/**
 * Who is known to the protocol, with the state that the backend gave them. In memory, as in the original: whoever comes
 * again within a day of its last connection finds its state, and a restart forgets it.
 */
export class Users {
  readonly #runtime: Runtime;
  readonly #byApp = new Map<string, Map<string, User>>();
  readonly #away: AwayUsers;

  constructor(runtime: Runtime, mostAway = MOST_AWAY) {
    this.#runtime = runtime;
    this.#away = new AwayUsers({ ms: REMEMBERED_MS, ...mostAway });
  }

  find(appId: string, name: string): User | null {
    return this.#byApp.get(appId)?.get(name) ?? null;
  }

  ofApp(appId: string): Iterable<User> {
    return this.#byApp.get(appId)?.values() ?? [];
  }

  /** How many users of an app are remembered. */
  count(appId: string): number {
    return this.#byApp.get(appId)?.size ?? 0;
  }

  /** The user as it is after `/connect`, made if nobody knew it. Throws `payload_too_large`, and nothing has changed. */
  arrive(app: App, name: string, arrival: Arrival): User {
    const known = this.find(app.id, name);
    const user = known ?? new User(app, name, randomUuid(this.#runtime.chance));
    const fresh = known ? null : arrival.freshState;
    const state = fresh ? { ...fresh, ...arrival.state } : arrival.state;
    const facts = user.after({ ...arrival, ...(state === undefined ? {} : { state }) });
    requireSize(app, facts);
    this.#become(user, facts);
    if (!known) this.#add(user);
    return user;
  }

  /**
   * Changes a user's state. Returns the keys whose values are others now, and whether that can be seen by others. Throws
   * `payload_too_large`, and nothing has changed.
   */
  change(user: User, change: UserChange) {
    const facts = user.after(change);
    requireSize(user.app, facts);
    const before = user.shown.text;
    const changed = this.#become(user, facts);
    return { changed, isVisible: user.shown.text !== before };
  }

  /** A user has a connection, or has none any more. */
  noteConnections(user: User): void {
    this.#away.delete(user);
    if (this.find(user.app.id, user.name) !== user) return;
    if (user.connections.size === 0) this.#away.add(user, this.#runtime.clock.monotonic());
  }

  /** Forgets who has been away too long. Who is connected is never forgotten. */
  forgetAway(): void {
    for (const user of this.#away.takeOverdue(this.#runtime.clock.monotonic())) this.#forget(user);
  }

  forgetApp(appId: string): void {
    for (const user of this.ofApp(appId)) this.#away.delete(user);
    this.#byApp.delete(appId);
  }

  #add(user: User): void {
    const users = this.#byApp.get(user.app.id) ?? new Map<string, User>();
    this.#byApp.set(user.app.id, users);
    users.set(user.name, user);
    this.noteConnections(user);
  }

  #become(user: User, facts: UserFacts): ReturnType<User['become']> {
    const changed = user.become(facts);
    this.#away.weighAgain(user);
    return changed;
  }

  #forget(user: User): void {
    const users = this.#byApp.get(user.app.id);
    users?.delete(user.name);
    if (users?.size === 0) this.#byApp.delete(user.app.id);
  }
}

/** A state only grows, so it is bounded: the whole as a body is, what others see as what a member shows of itself. */
function requireSize({ settings }: App, facts: UserFacts): void {
  const { bodyBytes, presenceDataBytes } = settings.limits;
  requireFit('A user’s state', facts.bytes.state, bodyBytes);
  requireFit(
    'A user’s public state',
    Buffer.byteLength(JSON.stringify(publicPart(facts))),
    presenceDataBytes,
  );
  requireFit('The list of a user’s public keys', facts.bytes.publicKeys, bodyBytes);
}

function requireFit(what: string, bytes: number, limitBytes: number): void {
  if (bytes <= limitBytes) return;
  throw new ParleyError('payload_too_large', `${what} may have ${limitBytes} bytes at most.`);
}
