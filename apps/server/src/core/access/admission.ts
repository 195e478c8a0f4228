import type { Effects, Verdict } from '../effects/effects.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { PublishLimits } from '../limits/publish-limits.ts';
import { exactPattern } from '../rules/pattern.ts';
import type { Session } from '../session/session.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { Actor } from './actor.ts';
import { ALL_RIGHTS, type Grant, type Right } from './grant.ts';
import type { Memberships } from './memberships.ts';
import { identityOn } from './user-id-on.ts';

/** What members may do with a conversation's channel itself. What they say there, they say through chat. */
const MEMBERS_RIGHTS: ReadonlySet<Right> = new Set<Right>(['subscribe', 'history', 'presence']);

/**
 * Gets the proofs that have to be asked for, which become grants: of `verified` channels the consent of the app's backend,
 * of channels that are entered by membership that the user is a member.
 */
export class Admission {
  readonly #access: AccessPolicy;
  readonly #effects: Effects;
  readonly #limits: PublishLimits;
  #memberships: Memberships = { known: () => false, learn: async () => false };

  constructor(access: AccessPolicy, effects: Effects, limits: PublishLimits) {
    this.#access = access;
    this.#effects = effects;
    this.#limits = limits;
  }

  /** Says who knows the members. Until then nobody is one. */
  useMembers(memberships: Memberships): void {
    this.#memberships = memberships;
  }

  /**
   * Asks, if the channel's rule wants it and the session has no other proof. `admitted` where nothing had to be asked as
   * well: whether the session may enter is for `Follower.follow` to say, after this. What is admitted lasts until the
   * session no longer listens to the channel, or the user is no longer a member.
   *
   * @throws ParleyError `rate_limited`: each question to the backend counts as a publish of the session. `draining`: the
   *   connection ended while the answer was waited for; it counts for no other one.
   */
  async ask(session: Session, channel: string): Promise<Verdict> {
    const { access } = session.app.rules.resolve(channel);
    if (access !== 'verified' && access !== 'membership') return 'admitted';
    if (this.#access.allows(session, channel, 'subscribe')) return 'admitted';
    return access === 'verified' ? this.#askBackend(session, channel) : this.#askMembers(session, channel);
  }

  /**
   * The actor with the right that its membership gives it on this channel, for one request: also who has no connection, or
   * does not listen on it.
   */
  async asMember(actor: Actor, channel: string): Promise<Actor> {
    const { app, principal, sessionId, address } = actor;
    if (app.rules.resolve(channel).access !== 'membership') return actor;
    let isMember = this.#isMember(actor, channel);
    while (isMember === null && (await this.#memberships.learn(app.id, channel))) {
      isMember = this.#isMember(actor, channel);
    }
    if (isMember !== true) return actor;
    return { app, principal, sessionId, address, grants: [...actor.grants, membershipOf(channel)] };
  }

  async #askBackend(session: Session, channel: string): Promise<Verdict> {
    const { userId, claimed } = identityOn(session, channel);
    if (userId === null) return 'admitted';
    this.#limits.spend(session);
    const verdict = await this.#effects.verify({
      appId: session.app.id,
      userId,
      ...(claimed && { claimed }),
      channel,
    });
    if (session.ended) throw new ParleyError('draining', 'The connection is closing.');
    if (verdict === 'admitted') {
      session.admit({
        pattern: exactPattern(channel),
        rights: ALL_RIGHTS,
        proof: 'verified',
        expiresAt: null,
      });
    }
    return verdict;
  }

  async #askMembers(session: Session, channel: string): Promise<Verdict> {
    let isMember = this.#isMember(session, channel);
    while (isMember === null && (await this.#memberships.learn(session.app.id, channel))) {
      if (session.ended) throw new ParleyError('draining', 'The connection is closing.');
      isMember = this.#isMember(session, channel);
    }
    // Nothing is waited for between the look and the grant: who is removed meanwhile would keep it.
    if (isMember !== true) return 'refused';
    session.admit(membershipOf(channel));
    return 'admitted';
  }

  /** Who merely claims to be a user is a member of nothing. Null: the members are not in memory. */
  #isMember({ app, principal }: Actor, channel: string): boolean | null {
    if (app.isDeleted || principal.kind !== 'user' || !principal.verified) return false;
    return this.#memberships.known(app.id, principal.userId, channel);
  }
}

function membershipOf(channel: string): Grant {
  return { pattern: exactPattern(channel), rights: MEMBERS_RIGHTS, proof: 'membership', expiresAt: null };
}
