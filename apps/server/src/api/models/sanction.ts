import { z } from 'zod';
import type { SanctionRecord } from '../../core/store/moderation-store.ts';
import { ChannelName, ObjectId, Timestamp, UserId } from './names.ts';

/** A ban or a mute in force. */
export const SanctionModel = z
  .object({
    id: ObjectId,
    user: UserId,
    channel: ChannelName.nullable().meta({ description: 'Where it holds; null: in the whole app.' }),
    reason: z.string(),
    author: z.string().meta({ description: 'Who imposed it.' }),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable().meta({ description: 'When it ends by itself; null: never.' }),
  })
  .meta({ id: 'Sanction' });

export function sanctionModel(record: SanctionRecord): z.infer<typeof SanctionModel> {
  const { id, userId, channel, reason, author, createdAt, expiresAt } = record;
  return { id, user: userId, channel, reason, author, createdAt, expiresAt };
}
