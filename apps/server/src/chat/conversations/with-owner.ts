import type { Conversation, Member, Members } from './conversation.ts';

/**
 * A group whose owner went belongs to its oldest admin, or else to its oldest member. A private conversation stays that of
 * who began it: both are its two, whoever left.
 */
export function withOwner(
  conversation: Conversation,
  members: Members,
): { readonly conversation: Conversation; readonly members: Members } {
  const isOwned = members.get(conversation.ownerId)?.role === 'owner';
  const heir = isOwned || conversation.kind === 'private' ? null : heirOf(members);
  if (heir === null) return { conversation, members };
  return {
    conversation: { ...conversation, ownerId: heir.userId },
    members: new Map(members).set(heir.userId, { ...heir, role: 'owner' }),
  };
}

function heirOf(members: Members): Member | null {
  const [oldest] = [...members.values()].sort(
    (one, other) =>
      Number(other.role === 'admin') - Number(one.role === 'admin') ||
      one.joinedAt - other.joinedAt ||
      (one.userId < other.userId ? -1 : 1),
  );
  return oldest ?? null;
}
