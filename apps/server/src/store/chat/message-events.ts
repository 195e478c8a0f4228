import type { ActiveConversation, MessagePage, StoredMessage } from '../../core/store/chat/message-store.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import { EVENT_COLUMNS, type EventRow, NEWEST_EDIT_JOIN, toStoredEvent } from '../events/event-row.ts';
import { type Sql, type SqlValue, valueList } from '../sql/sql-database.ts';

/** Of the channels of conversations; what follows it is the conversation's id. */
export const CONVERSATION_PREFIX = 'conversation:';
/** Conversations that one statement asks for. */
const PORTION = 500;
const MAX_LIMIT = 1000;

/** Of an event `e`: a message that stands. The name is that of `MESSAGE_EVENT`. */
export const IS_MESSAGE = "e.kind = 0 AND e.name = 'message' AND e.deleted_at IS NULL";

/** Of an event `e`: the user has not hidden it. Takes the conversation's id and the user's. */
export const NOT_HIDDEN =
  'NOT EXISTS (SELECT 1 FROM hidden_message h ' +
  'WHERE h.conversation_id = ? AND h.user_id = ? AND h.message_id = e.id)';

export async function readMessagePage(sql: Sql, page: MessagePage): Promise<StoredEvent[]> {
  const { appId, conversationId, userId, before, after, editedAfter, ids, order, limit } = page;
  if (ids?.length === 0) return [];
  const conditions: Array<[condition: string, values: readonly SqlValue[]]> = [
    ['c.app_id = ? AND c.name = ?', [appId, CONVERSATION_PREFIX + conversationId]],
    [IS_MESSAGE, []],
    [NOT_HIDDEN, [conversationId, userId]],
  ];
  if (before !== undefined) conditions.push(['e.log_offset < ?', [before]]);
  if (after !== undefined) conditions.push(['e.log_offset > ?', [after]]);
  if (ids) conditions.push([`e.id IN (${valueList(ids.length)})`, ids]);
  if (editedAfter !== undefined) conditions.push(['n.log_offset > ?', [editedAfter]]);
  const rows = await sql.rows<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM channel c ${editedAfter === undefined ? ALL : EDITED}
     WHERE ${conditions.map(([condition]) => condition).join(' AND ')}
     ORDER BY e.log_offset ${order === 'newest' ? 'DESC' : 'ASC'} LIMIT ?`,
    [...conditions.flatMap(([, values]) => values), Math.min(MAX_LIMIT, Math.max(1, Math.trunc(limit)))],
  );
  return rows.map(toStoredEvent);
}

const ALL = `JOIN event e ON e.channel_id = c.id ${NEWEST_EDIT_JOIN}`;
/** By way of the edits, which are few, rather than through all the log to see what was edited. */
const EDITED =
  'JOIN event n ON n.channel_id = c.id AND n.kind = 1 ' +
  'JOIN event e ON e.id = n.target AND e.channel_id = c.id AND e.edit_offset = n.log_offset';

/** In the order in which the conversations are given. */
export async function readNewestMessages(
  sql: Sql,
  appId: string,
  userId: string,
  conversationIds: readonly string[],
): Promise<StoredMessage[]> {
  const byConversation = new Map<string, StoredMessage>();
  for (let from = 0; from < conversationIds.length; from += PORTION) {
    const channels = conversationIds.slice(from, from + PORTION).map((id) => CONVERSATION_PREFIX + id);
    const rows = await sql.rows<EventRow & { channel: string }>(
      `SELECT c.name AS channel, ${EVENT_COLUMNS} FROM (
         SELECT c.id, c.name, c.epoch, (${NEWEST}) AS newest FROM channel c
         WHERE c.app_id = ? AND c.name IN (${valueList(channels.length)})
       ) c JOIN event e ON e.channel_id = c.id AND e.log_offset = c.newest ${NEWEST_EDIT_JOIN}`,
      [userId, appId, ...channels],
    );
    for (const row of rows) {
      const conversationId = row.channel.slice(CONVERSATION_PREFIX.length);
      byConversation.set(conversationId, { conversationId, event: toStoredEvent(row) });
    }
  }
  return conversationIds.flatMap((id) => byConversation.get(id) ?? []);
}

/** Of a channel `c`: where its newest message is that the user has not hidden. Takes the user. */
const NEWEST = `SELECT e.log_offset FROM event e WHERE e.channel_id = c.id AND ${IS_MESSAGE} AND NOT EXISTS (
  SELECT 1 FROM hidden_message h WHERE h.conversation_id = SUBSTR(c.name, ${CONVERSATION_PREFIX.length + 1})
  AND h.user_id = ? AND h.message_id = e.id) ORDER BY e.log_offset DESC LIMIT 1`;

export async function readActive(
  sql: Sql,
  appId: string,
  userId: string,
  since: number,
): Promise<ActiveConversation[]> {
  const rows = await sql.rows<{ conversation_id: string; joined_at: number; last_event_at: number }>(
    `SELECT m.conversation_id, m.joined_at, c.last_event_at FROM conversation_member m
     JOIN channel c ON c.app_id = m.app_id AND c.name = CONCAT('${CONVERSATION_PREFIX}', m.conversation_id)
     WHERE m.app_id = ? AND m.user_id = ? AND c.last_event_at > ? ORDER BY c.last_event_at DESC`,
    [appId, userId, since],
  );
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    joinedAt: row.joined_at,
    lastEventAt: row.last_event_at,
  }));
}

export async function locateMessage(sql: Sql, appId: string, id: string): Promise<StoredMessage | null> {
  const [row] = await sql.rows<EventRow & { channel: string }>(
    `SELECT c.name AS channel, ${EVENT_COLUMNS} FROM event e JOIN channel c ON c.id = e.channel_id
     ${NEWEST_EDIT_JOIN} WHERE e.id = ? AND c.app_id = ? AND ${IS_MESSAGE}`,
    [id, appId],
  );
  if (!row?.channel.startsWith(CONVERSATION_PREFIX)) return null;
  return { conversationId: row.channel.slice(CONVERSATION_PREFIX.length), event: toStoredEvent(row) };
}
