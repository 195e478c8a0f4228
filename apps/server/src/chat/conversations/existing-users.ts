import type { App } from '../../core/apps/app.ts';
import type { ChatParts } from '../chat-parts.ts';

/** Of these ids, at most 1000, those of users that exist: who was deleted stays in its conversations. */
export async function existingUsers(
  { chat }: Pick<ChatParts, 'chat'>,
  app: App,
  ids: Iterable<string>,
): Promise<Set<string>> {
  const users = await chat.users.list(app, [...ids]);
  return new Set(users.map(({ id }) => id));
}
