import { z } from 'zod';
import { UserId } from '../../../api/models/names.ts';
import { ALL_RIGHTS, type Grant } from '../../../core/access/grant.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Body } from '../../../core/event/body.ts';
import type { ChannelRule } from '../../../core/rules/channel-rule.ts';
import { exactPattern } from '../../../core/rules/pattern.ts';
import type { Session } from '../../../core/session/session.ts';
import type { SubscribeRequest } from '../codec/client-frame.ts';
import { rawMember } from '../codec/raw-member.ts';
import { socketIdOf } from '../session/socket-id.ts';
import { infoOf } from './info-of.ts';
import { requireSigned } from './signatures.ts';
import type { SignedInUser } from './user-proof.ts';

/** What a client proved with its request to subscribe. */
export interface SubscriptionProof {
  /** The right that the app signed; null where it signed none, or none was needed. */
  readonly grant: Grant | null;
  /** The member that the client is on the channel; null where the channel needs to know nobody. */
  readonly member: PresentMember | null;
}

/** A member as the app described it. */
export interface PresentMember {
  readonly userId: string;
  /** The id as JSON: what was a number stays one. */
  readonly idJson: string;
  readonly info: Body | null;
}

const MAX_USER_ID = 128;
const MemberId = z.union([UserId.max(MAX_USER_ID), z.number()], {
  error: `user_id must be a number, or a string of 1 to ${MAX_USER_ID} characters`,
});
const ChannelData = z.object({ user_id: MemberId, user_info: z.unknown().optional() });

/**
 * Checks what a client brought to prove that it may enter a channel. Where the rule of the channel wants no signature, one
 * that was brought all the same is not looked at; whether the client may enter is not decided here.
 *
 * @throws ParleyError `unauthenticated`: a signature is missing or does not hold, or does not say who the client is.
 */
export function proveSubscription(
  apps: AppRegistry,
  session: Session,
  user: SignedInUser | null,
  request: SubscribeRequest,
): SubscriptionProof {
  const { app } = session;
  const { channel, auth, channelData } = request;
  const rule = app.rules.resolve(channel);
  if (!takesSignature(rule)) return { grant: null, member: null };
  if (auth === null) {
    // The app's backend, or its list of members, can still say yes.
    if (rule.access === 'verified' || rule.access === 'membership') return { grant: null, member: null };
    throw new ParleyError('unauthenticated', `Auth info required to subscribe to ${channel}`);
  }
  const signed = [socketIdOf(session.id), channel, ...(channelData === null ? [] : [channelData])];
  const signer = requireSigned(apps, app, signed.join(':'), auth);
  const member = rule.identity ? memberOf(channelData, user) : null;
  const grant: Grant = {
    pattern: exactPattern(channel),
    rights: ALL_RIGHTS,
    proof: 'signed',
    expiresAt: signer.expiresAt,
    signedBy: signer.id,
    ...(member === null ? {} : { userId: member.userId }),
  };
  return { grant, member };
}

function takesSignature({ access, identity }: ChannelRule): boolean {
  return access === 'open' ? identity : access !== 'self';
}

/** Whom the signature names, or else who is signed in. */
function memberOf(channelData: string | null, user: SignedInUser | null): PresentMember {
  if (channelData !== null) return parseMember(channelData);
  if (user !== null) return { userId: user.id, idJson: JSON.stringify(user.id), info: user.info };
  throw new ParleyError(
    'unauthenticated',
    'A presence channel needs channel_data with a user_id, or a client that is signed in',
  );
}

/** Only for what was found to be signed. */
function parseMember(channelData: string): PresentMember {
  let json: unknown;
  try {
    json = JSON.parse(channelData);
  } catch (cause) {
    throw new ParleyError('unauthenticated', 'The channel_data is not JSON', { cause });
  }
  const parsed = ChannelData.safeParse(json);
  if (!parsed.success) {
    const why = parsed.error.issues[0]?.message ?? 'it has no user_id';
    throw new ParleyError('unauthenticated', `The channel_data names no user: ${why}`);
  }
  const { user_id, user_info } = parsed.data;
  const idJson = spelled(user_id, channelData);
  return {
    userId: typeof user_id === 'string' ? user_id : idJson,
    idJson,
    info: infoOf(user_info),
  };
}

/** The id as JSON. A whole number that JavaScript cannot hold keeps its digits: rounded, two users would be one. */
function spelled(id: string | number, channelData: string): string {
  const isRounded = Number.isInteger(id) && !Number.isSafeInteger(id);
  const text = isRounded ? rawMember(channelData, 'user_id') : null;
  return text !== null && /^-?\d{1,128}$/.test(text) ? text : JSON.stringify(id);
}
