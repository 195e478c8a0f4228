import type { Conversation, Member, Members } from './conversation.ts';

/**
 * A group whose owner went belongs to its oldest admin, or else to its oldest member; to one who was deleted only if there is
 * nobody else. A private conversation stays that of who began it: both are its two, whoever left.
 *
 * @param existing of the members, those who are users still.
 */
export function withOwner(
  conversation: Conversation,
  members: Members,
  existing: ReadonlySet<string>,
): { readonly conversation: Conversation; readonly members: Members } {
  const isOwned = members.get(conversation.ownerId)?.role === 'owner';
  const heir = isOwned || conversation.kind === 'private' ? null : heirOf(members, existing);
  if (heir === null) return { conversation, members };
  return {
    conversation: { ...conversation, ownerId: heir.userId },
    members: new Map(members).set(heir.userId, { ...heir, role: 'owner' }),
  };
}

function heirOf(members: Members, existing: ReadonlySet<string>): Member | null {
  const [oldest] = [...members.values()].sort(
    (one, other) =>
      Number(existing.has(other.userId)) - Number(existing.has(one.userId)) ||
      Number(other.role === 'admin') - Number(one.role === 'admin') ||
      one.joinedAt - other.joinedAt ||
      (one.userId < other.userId ? -1 : 1),
  );
  return oldest ?? null;
}
