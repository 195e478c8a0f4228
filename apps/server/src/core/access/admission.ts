import type { Effects, Verdict } from '../effects/effects.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { PublishLimits } from '../limits/publish-limits.ts';
import { exactPattern } from '../rules/pattern.ts';
import type { Session } from '../session/session.ts';
import type { AccessPolicy } from './access-policy.ts';
import { ALL_RIGHTS } from './grant.ts';
import { identityOn } from './user-id-on.ts';

/** Gets the proof that `verified` channels need: the app's backend is asked, and its consent becomes a grant. */
export class Admission {
  readonly #access: AccessPolicy;
  readonly #effects: Effects;
  readonly #limits: PublishLimits;

  constructor(access: AccessPolicy, effects: Effects, limits: PublishLimits) {
    this.#access = access;
    this.#effects = effects;
    this.#limits = limits;
  }

  /**
   * Asks, if the channel's rule wants it and the session has no other proof. `admitted` where nothing had to be asked as
   * well: whether the session may enter is for `Follower.follow` to say, after this. Consent lasts until the session no
   * longer listens to the channel.
   *
   * @throws ParleyError `rate_limited`: each question counts as a publish of the session. `draining`: the connection ended
   *   while the answer was waited for; it counts for no other one.
   */
  async ask(session: Session, channel: string): Promise<Verdict> {
    const { userId, claimed } = identityOn(session, channel);
    const isAsked = session.app.rules.resolve(channel).access === 'verified' && userId !== null;
    if (!isAsked || this.#access.allows(session, channel, 'subscribe')) return 'admitted';
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
}
