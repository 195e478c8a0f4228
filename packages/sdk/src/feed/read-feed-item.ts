import { isRecord, readErrorReport } from '../errors/error-report.ts';
import type { EventItem, FeedItem, PresenceItem, RawMember, SubscribedItem } from './feed-item.ts';

type Fields = Record<string, unknown>;

/**
 * Reads one item of a feed; null for what is none, and for kinds that only a newer server knows. Checks the frame of
 * an item; the data within is for the channel's schemas.
 */
export function readFeedItem(value: unknown): FeedItem | null {
  if (!isRecord(value)) return null;
  switch (value.type) {
    case 'event':
      return readEvent(value);
    case 'signal': {
      const { name, at } = value;
      if (typeof name !== 'string' || typeof at !== 'number') return null;
      return {
        ...{ type: 'signal', name, data: value.data, at },
        ...{ user: text(value.user), ...claimed(value), ...extras(value) },
      };
    }
    case 'presence':
      return readPresence(value);
    case 'subscribed':
      return readSubscribed(value);
    case 'gap':
      return typeof value.position === 'string' ? { type: 'gap', position: value.position } : null;
    case 'revoked': {
      const error = readErrorReport(value.error);
      return error && { type: 'revoked', error };
    }
    default:
      return null;
  }
}

function readEvent(fields: Fields): EventItem | null {
  const { kind, id, position, name, at } = fields;
  if (kind !== 'publish' && kind !== 'edit' && kind !== 'delete') return null;
  if (typeof id !== 'string' || typeof position !== 'string') return null;
  if (typeof name !== 'string' || typeof at !== 'number') return null;
  return {
    type: 'event',
    kind,
    id,
    position,
    name,
    data: fields.data,
    at,
    user: text(fields.user),
    ...claimed(fields),
    clientId: text(fields.clientId),
    target: text(fields.target),
    ...extras(fields),
  };
}

function readPresence(fields: Fields): PresenceItem | null {
  const { action, user, at, count } = fields;
  if (action !== 'join' && action !== 'update' && action !== 'leave') return null;
  if (typeof user !== 'string' || typeof at !== 'number' || typeof count !== 'number') return null;
  return { type: 'presence', action, user, ...claimed(fields), data: fields.data ?? null, at, count };
}

function readSubscribed(fields: Fields): SubscribedItem | null {
  const { position, recovery } = fields;
  if (typeof position !== 'string') return null;
  if (recovery !== 'fresh' && recovery !== 'resumed' && recovery !== 'gap') return null;
  return { type: 'subscribed', position, recovery, members: readMembers(fields.members) };
}

/** Reads a list of members; null if it is none. */
export function readMembers(value: unknown): RawMember[] | null {
  if (!Array.isArray(value)) return null;
  return value.flatMap((member: unknown) => {
    if (!isRecord(member) || typeof member.user !== 'string' || typeof member.joinedAt !== 'number')
      return [];
    const { user, joinedAt } = member;
    return [{ user, ...claimed(member), data: member.data ?? null, joinedAt }];
  });
}

/** Whether nobody proved the user beside it. */
function claimed(fields: Fields): { readonly claimed?: true } {
  return fields.claimed === true ? { claimed: true } : {};
}

/** What else was said of it. */
function extras(fields: Fields): { readonly extras?: Fields } {
  return isRecord(fields.extras) ? { extras: fields.extras } : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
