import type { ConversationHead, ConversationSearch } from '../../core/store/chat/conversation-store.ts';
import { type Sql, type SqlValue, valueList } from '../sql/sql-database.ts';
import { searchTextOf, toKind, toRole } from './conversation-row.ts';

/** Of the channels of conversations; what follows it is the conversation's id. */
const CHANNEL_PREFIX = 'conversation:';
const MAX_LIMIT = 1000;

/** A message writes nothing but the log: when a conversation was updated last follows from both. */
const UPDATED_AT = 'GREATEST(c.updated_at, COALESCE(ch.last_event_at, 0))';

/**
 * Ids of a user's conversations, the last updated first: more than asked for where the last one was updated at the same time
 * as others, so that a page which begins before that time misses none.
 */
export async function searchConversations(sql: Sql, search: ConversationSearch): Promise<string[]> {
  const { appId, userId, ids, name, updatedAfter, updatedBefore, limit } = search;
  if (ids?.length === 0) return [];
  const conditions: Condition[] = [['m.app_id = ? AND m.user_id = ?', [appId, userId]]];
  if (ids) conditions.push([`c.id IN (${valueList(ids.length)})`, ids]);
  if (name !== undefined) conditions.push(["c.search_text LIKE ? ESCAPE '!'", [likePart(name)]]);
  if (updatedAfter !== undefined) conditions.push([`${UPDATED_AT} > ?`, [updatedAfter]]);
  if (updatedBefore !== undefined) conditions.push([`${UPDATED_AT} < ?`, [updatedBefore]]);
  const most = Math.min(MAX_LIMIT, Math.max(1, Math.trunc(limit)));
  const rows = await select(sql, conditions, most + 1);
  const [last, next] = rows.slice(most - 1);
  if (!last || !next) return rows.map(({ id }) => id);
  const page = rows.slice(0, most);
  if (next.updated_at === last.updated_at) {
    const same: Condition[] = [
      [`${UPDATED_AT} = ?`, [last.updated_at]],
      ['c.id < ?', [last.id]],
    ];
    page.push(...(await select(sql, [...conditions, ...same], MAX_LIMIT)));
  }
  return page.map(({ id }) => id);
}

type Condition = [condition: string, values: readonly SqlValue[]];

function select(
  sql: Sql,
  conditions: readonly Condition[],
  limit: number,
): Promise<Array<{ id: string; updated_at: number }>> {
  return sql.rows(
    `SELECT c.id, ${UPDATED_AT} AS updated_at FROM conversation_member m
     JOIN conversation c ON c.id = m.conversation_id
     LEFT JOIN channel ch ON ch.app_id = m.app_id AND ch.name = CONCAT('${CHANNEL_PREFIX}', c.id)
     WHERE ${conditions.map(([condition]) => condition).join(' AND ')}
     ORDER BY ${UPDATED_AT} DESC, c.id DESC LIMIT ?`,
    [...conditions.flatMap(([, values]) => values), limit],
  );
}

/** Ids of the groups that a user is the owner of, one page of them. */
export async function ownedGroups(
  sql: Sql,
  { appId, userId, after, limit }: { appId: string; userId: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT c.id FROM conversation_member m JOIN conversation c ON c.id = m.conversation_id
     WHERE m.app_id = ? AND m.user_id = ? AND m.conversation_id > ? AND m.role = ? AND c.kind = ?
     ORDER BY m.conversation_id LIMIT ?`,
    [appId, userId, after, toRole('owner'), toKind('group'), limit],
  );
  return rows.map(({ id }) => id);
}

/** Where the logs of conversations stand, by the conversation's id. */
export async function conversationHeads(
  sql: Sql,
  appId: string,
  ids: readonly string[],
): Promise<Map<string, ConversationHead>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.rows<{ name: string; epoch: string; head: number; last_event_at: number }>(
    `SELECT name, epoch, head, last_event_at FROM channel
     WHERE app_id = ? AND name IN (${valueList(ids.length)}) AND head > 0`,
    [appId, ...ids.map((id) => CHANNEL_PREFIX + id)],
  );
  return new Map(
    rows.map(({ name, epoch, head, last_event_at: lastEventAt }) => [
      name.slice(CHANNEL_PREFIX.length),
      { head: { epoch, offset: head }, lastEventAt },
    ]),
  );
}

/** A LIKE pattern for a text that holds this part, in which every character stands for itself. */
function likePart(part: string): string {
  return `%${searchTextOf(part).replace(/[!%_]/g, '!$&')}%`;
}
