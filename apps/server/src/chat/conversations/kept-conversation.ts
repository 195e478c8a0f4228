import { z } from 'zod';
import type { ConversationRecord, KeptConversation } from '../../core/store/chat/conversation-store.ts';
import type { Picture } from '../users/user.ts';
import type { Conversation, Members } from './conversation.ts';

/** A conversation with everybody in it. */
export interface KnownConversation {
  readonly conversation: Conversation;
  readonly members: Members;
}

const KeptPicture = z.object({
  fileId: z.string(),
  fileName: z.string().exactOptional(),
  blurHash: z.string().exactOptional(),
});

/** As the store keeps it; who is of a pair that has one such conversation says so with `pairKey`. */
export function toRecord(
  appId: string,
  { image, ...conversation }: Conversation,
  pairKey: string | null,
): ConversationRecord {
  return { ...conversation, appId, image: toKeptPicture(image), pairKey };
}

export function fromKept({ conversation: record, members }: KeptConversation): KnownConversation {
  const { appId: _app, pairKey: _pair, image, ...conversation } = record;
  const inOrder = [...members].sort((one, other) => (one.userId < other.userId ? -1 : 1));
  return {
    conversation: { ...conversation, image: fromKeptPicture(image) },
    members: new Map(inOrder.map((member) => [member.userId, member])),
  };
}

export function toKeptPicture(picture: Picture | null): string | null {
  return picture === null ? null : JSON.stringify(picture);
}

/** A picture that cannot be read is none: it must not keep a list of conversations from being seen. */
function fromKeptPicture(text: string | null): Picture | null {
  if (text === null) return null;
  try {
    return KeptPicture.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
