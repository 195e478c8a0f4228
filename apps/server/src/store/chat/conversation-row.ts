import { ParleyError } from '../../core/errors/parley-error.ts';
import type { ConversationRecord, MemberRecord } from '../../core/store/chat/conversation-store.ts';
import type { Conversation, ConversationMember } from '../generated/mysql/client.ts';
import { toMillis } from '../records/millis.ts';
import { fromStoredText, toStoredText } from '../sql/stored-text.ts';

const KINDS = ['private', 'group'] as const;
const ROLES = ['member', 'admin', 'owner'] as const;
/** Characters that the column of what a search looks at can hold. */
const SEARCH_LENGTH = 255;

export function toConversationRow(record: ConversationRecord) {
  const { kind, name, description, image, ...rest } = record;
  return {
    ...rest,
    kind: toKind(kind),
    name: stored(name),
    searchText: searchTextOf(name),
    description: stored(description),
    image: stored(image),
  };
}

/** The columns of those texts that are given. */
export function toTextColumns(texts: {
  readonly name: string | null | undefined;
  readonly description: string | null | undefined;
  readonly image: string | null | undefined;
}) {
  const { name, description, image } = texts;
  return {
    ...(name === undefined ? {} : { name: stored(name), searchText: searchTextOf(name) }),
    ...(description === undefined ? {} : { description: stored(description) }),
    ...(image === undefined ? {} : { image: stored(image) }),
  };
}

export function toConversation(row: Conversation): ConversationRecord {
  const { searchText: _searched, ...rest } = row;
  return {
    ...rest,
    kind: known(KINDS[row.kind], `conversation of the unknown kind ${row.kind}`),
    name: read(row.name),
    description: read(row.description),
    image: read(row.image),
    createdAt: toMillis(row.createdAt),
    updatedAt: toMillis(row.updatedAt),
  };
}

export function toMemberRow(appId: string, conversationId: string) {
  return ({ userId, role, joinedAt }: MemberRecord) => ({
    conversationId,
    userId,
    appId,
    role: toRole(role),
    joinedAt,
  });
}

export function toKind(kind: ConversationRecord['kind']): number {
  return KINDS.indexOf(kind);
}

export function toRole(role: MemberRecord['role']): number {
  return ROLES.indexOf(role);
}

export function toMember({ userId, role, joinedAt }: ConversationMember): MemberRecord {
  return {
    userId,
    role: known(ROLES[role], `member of the unknown role ${role}`),
    joinedAt: toMillis(joinedAt),
  };
}

/** How a name lies where searches look, and how what is searched for is written to be found there. */
export function searchTextOf(name: string | null): string {
  // No database holds all of these in a text that it compares.
  const text = (name ?? '').toLowerCase().replace(/[\0\p{Surrogate}]/gu, '\u{fffd}');
  return [...text].slice(0, SEARCH_LENGTH).join('');
}

function stored(text: string | null): string | null {
  return text === null ? null : toStoredText(text);
}

function read(text: string | null): string | null {
  return text === null ? null : fromStoredText(text);
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new ParleyError('internal', `The database holds a ${what}.`);
  return value;
}
