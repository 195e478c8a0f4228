import { z } from 'zod';
import { type Principal, userIdOf } from '../../core/access/principal.ts';
import type { Session } from '../../core/session/session.ts';
import { ChannelName, Claimed, ObjectId, Timestamp, UserId } from './names.ts';

/** A live connection. */
export const ConnectionModel = z
  .object({
    id: ObjectId,
    kind: z.enum(['anonymous', 'user', 'admin', 'operator']),
    user: UserId.nullable(),
    claimed: Claimed,
    protocol: z.string(),
    address: z.string(),
    userAgent: z.string(),
    openedAt: Timestamp,
    expiresAt: Timestamp.nullable().meta({ description: 'When its token ends; null: never.' }),
    bufferedBytes: z.int().nonnegative().meta({ description: 'What it has not taken yet.' }),
    subscriptions: z.int().nonnegative(),
  })
  .meta({ id: 'Connection' });

export const ConnectionDetail = ConnectionModel.extend({
  channels: z.array(
    z.object({ channel: ChannelName, state: z.enum(['reading', 'waiting', 'live', 'ended']) }),
  ),
}).meta({ id: 'ConnectionDetail' });

export function connectionModel(session: Session): z.infer<typeof ConnectionModel> {
  return {
    id: session.id,
    kind: session.principal.kind,
    user: userIdOf(session.principal),
    ...(isClaimed(session.principal) && { claimed: true }),
    protocol: session.protocol,
    address: session.address,
    userAgent: session.userAgent,
    openedAt: session.openedAt,
    expiresAt: session.expiresAt,
    bufferedBytes: session.link.bufferedBytes,
    subscriptions: session.subscriptions.size,
  };
}

function isClaimed(principal: Principal): boolean {
  return principal.kind === 'user' && !principal.verified;
}
