import type { ConversationAlteration } from '../../core/store/chat/conversation-store.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import type { Conversation, Member, Members, Role } from './conversation.ts';
import type { ConversationChange } from './conversations.ts';
import { type KnownConversation, toKeptPicture } from './kept-conversation.ts';
import { withOwner } from './with-owner.ts';

/** What a change comes to. */
export interface ChangePlan {
  /** As it is after the change. */
  readonly after: KnownConversation;
  /** Who comes in, and who goes. */
  readonly added: readonly Member[];
  readonly removed: readonly string[];
  readonly roles: ConversationAlteration['roles'];
  readonly fields: ConversationAlteration['fields'];
  /** Whether anything is different after it. */
  readonly isChange: boolean;
  /** Whether something is different for those who were in it already, beside who else is. */
  readonly isNoticeable: boolean;
  readonly hasNewImage: boolean;
}

export interface PlanOptions {
  readonly callerId: string;
  /** Of those to be added, and of the members if the owner goes, who exists. */
  readonly existing: ReadonlySet<string>;
  readonly now: number;
  readonly mostMembers: number;
}

/** Decides whether the caller may change a conversation so, and what that changes. Throws what forbids it. */
export function planChange(
  before: KnownConversation,
  change: ConversationChange,
  options: PlanOptions,
): ChangePlan {
  const { callerId, existing, now, mostMembers } = options;
  const role = before.members.get(callerId)?.role;
  if (role === undefined) throw chatRefusal('not_member');
  requirePermission(before, role, change, callerId);

  const removed = distinct(change.remove).filter((id) => before.members.has(id));
  const added = distinct(change.add)
    .filter((id) => existing.has(id) && !before.members.has(id) && !removed.includes(id))
    .map((userId): Member => ({ userId, role: 'member', joinedAt: now }));
  const members = new Map(before.members);
  for (const userId of removed) members.delete(userId);
  for (const member of added) members.set(member.userId, member);
  if (added.length > 0 && members.size > mostMembers) throw chatRefusal('too_many_participants');

  for (const userId of distinct(change.makeAdmin)) setRole(members, userId, 'admin');
  for (const userId of distinct(change.makeMember)) setRole(members, userId, 'member');
  const owned = withOwner(before.conversation, members, existing);
  const fields = fieldsOf(before.conversation, change);
  const roles = changedRoles(before.members, owned.members);
  const isNoticeable = roles.length > 0 || Object.keys(fields).length > 0;
  const isChange = isNoticeable || added.length > 0 || removed.length > 0;
  const updatedAt = isChange ? now : before.conversation.updatedAt;
  const { ownerId } = owned.conversation;
  const { image: _image, ...texts } = fields;
  const image = change.image === undefined ? {} : { image: change.image };
  return {
    after: {
      conversation: { ...before.conversation, ...texts, ...image, ownerId, updatedAt },
      members: owned.members,
    },
    added,
    removed,
    roles,
    fields: { ...fields, ownerId, updatedAt },
    isChange,
    isNoticeable,
    hasNewImage: 'image' in fields,
  };
}

function requirePermission(
  { conversation, members }: KnownConversation,
  role: Role,
  change: ConversationChange,
  callerId: string,
): void {
  const { add = [], remove = [], makeAdmin = [], makeMember = [] } = change;
  const roles = [...makeAdmin, ...makeMember];
  if (conversation.kind === 'private') {
    if (add.length + remove.length + roles.length > 0) throw chatRefusal('not_group');
    return;
  }
  if (roles.length > 0 && role !== 'owner') throw chatRefusal('not_owner');
  const others = remove.filter((id) => id !== callerId);
  if (role === 'member') {
    const { remove: _remove, ...rest } = change;
    const onlyLeaves = others.length === 0 && remove.length > 0 && isNothing(rest);
    if (!onlyLeaves && !isNothing(change)) throw chatRefusal('not_admin');
  }
  if (others.some((id) => members.get(id)?.role === 'owner')) {
    throw chatRefusal('not_owner', 'The owner of the conversation cannot be removed by others.');
  }
}

function isNothing(change: ConversationChange): boolean {
  return Object.values(change).every((part: unknown) => part === undefined || isEmptyList(part));
}

function isEmptyList(part: unknown): boolean {
  return Array.isArray(part) && part.length === 0;
}

/** The fields that become something else. */
function fieldsOf(
  { name, description, image }: Conversation,
  change: ConversationChange,
): ConversationAlteration['fields'] {
  const isOther = <Value>(wanted: Value | undefined, present: Value): wanted is Value =>
    wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(present);
  return {
    ...(isOther(change.name, name) ? { name: change.name } : {}),
    ...(isOther(change.description, description) ? { description: change.description } : {}),
    ...(isOther(change.image, image) ? { image: toKeptPicture(change.image) } : {}),
  };
}

/** The owner's place is handed over, not taken. */
function setRole(members: Map<string, Member>, userId: string, role: Role): void {
  const member = members.get(userId);
  if (member && member.role !== 'owner') members.set(userId, { ...member, role });
}

/** Of those who stay. */
function changedRoles(before: Members, after: Members): ConversationAlteration['roles'] {
  return [...after.values()].filter(({ userId, role }) => {
    const was = before.get(userId);
    return was !== undefined && was.role !== role;
  });
}

function distinct(ids: readonly string[] = []): string[] {
  return [...new Set(ids)];
}
