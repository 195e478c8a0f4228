import type { Clock } from '../../runtime/clock.ts';
import { ParleyError } from '../errors/parley-error.ts';
import { ownerOf } from '../rules/built-in-rules.ts';
import type { ChannelRule } from '../rules/channel-rule.ts';
import type { Actor } from './actor.ts';
import type { Grant, Right } from './grant.ts';
import { isBackend } from './principal.ts';
import { userIdOn } from './user-id-on.ts';

/**
 * Decides what an actor may do on a channel, by the channel's rule and the actor's grants. One policy for every
 * protocol: a valid proof for a channel counts on all of them, and none is read more freely by another.
 */
export class AccessPolicy {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws `forbidden` or `unauthenticated`, with words that say what is missing. */
  require(actor: Actor, channel: string, right: Right): void {
    // Nobody acts in an app that is gone: another one may have its id by now.
    if (actor.app.isDeleted) throw new ParleyError('unauthenticated', 'The app is gone.');
    if (isBackend(actor.principal)) return;
    if (actor.principal.kind === 'operator') {
      if (right !== 'publish') return;
      throw new ParleyError('forbidden', 'This account may look but not change anything.');
    }
    const rule = actor.app.rules.resolve(channel);
    if (rule.identity && userIdOn(actor, channel) === null) {
      throw new ParleyError('unauthenticated', `The channel ${channel} needs a known user; send a token.`);
    }
    this.#requireEntry(actor, channel, rule, right);
    if (right === 'publish') this.#requireVoice(actor, channel, rule);
  }

  allows(actor: Actor, channel: string, right: Right): boolean {
    try {
      this.require(actor, channel, right);
      return true;
    } catch (error) {
      if (error instanceof ParleyError) return false;
      throw error;
    }
  }

  /** May the actor be on this channel at all? */
  #requireEntry(actor: Actor, channel: string, rule: ChannelRule, right: Right): void {
    switch (rule.access) {
      case 'open':
        return;
      case 'self': {
        const { principal } = actor;
        const isOwner =
          principal.kind === 'user' && principal.verified && ownerOf(channel) === principal.userId;
        if (isOwner) return;
        throw new ParleyError('forbidden', `Only the user it belongs to may use the channel ${channel}.`);
      }
      case 'signed':
      case 'verified':
      case 'membership':
        if (this.#granted(actor, channel, right, rule.access)) return;
        throw new ParleyError('forbidden', missingProof(channel, right, rule.access));
    }
  }

  /** May the actor speak here, given that it may be here? */
  #requireVoice(actor: Actor, channel: string, rule: ChannelRule): void {
    switch (rule.publish) {
      case 'anyone':
        return;
      case 'identified':
        if (userIdOn(actor, channel) !== null || this.#granted(actor, channel, 'publish', 'signed')) return;
        throw new ParleyError(
          'unauthenticated',
          `Publishing on ${channel} needs a known user; send a token.`,
        );
      case 'granted':
        if (this.#granted(actor, channel, 'publish', rule.access)) return;
        throw new ParleyError('forbidden', missingProof(channel, 'publish', rule.access));
      case 'server':
        throw new ParleyError('forbidden', `Only the app's backend publishes on ${channel}.`);
    }
  }

  #granted(actor: Actor, channel: string, right: Right, access: ChannelRule['access']): boolean {
    const now = this.#clock.now();
    return actor.grants.some(
      (grant) =>
        grant.rights.has(right) &&
        (grant.expiresAt === null || grant.expiresAt > now) &&
        proves(grant, access) &&
        grant.pattern.matches(channel),
    );
  }
}

/** A signature of the app proves everything; the other proofs only what they are about. */
function proves(grant: Grant, access: ChannelRule['access']): boolean {
  return grant.proof === 'signed' || grant.proof === access;
}

function missingProof(channel: string, right: Right, access: ChannelRule['access']): string {
  switch (access) {
    case 'verified':
      return `The app has not admitted this client to ${channel}; nor does its token grant "${right}" there.`;
    case 'membership':
      return `Only members of the conversation have "${right}" on ${channel}.`;
    default:
      return `The token does not grant "${right}" on ${channel}.`;
  }
}
