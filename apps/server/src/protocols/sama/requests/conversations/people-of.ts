import type { ChatUser } from '../../../../chat/users/user.ts';
import { userObjects } from '../../codec/user-objects.ts';
import type { UserCall } from '../request.ts';

/** Users that are asked for at once. */
const SLICE = 1000;

/** Users of conversations as clients know them, the newest first, and who of them is of which. */
export async function peopleOf(
  { setup, client, caller }: UserCall,
  idsByConversation: ReadonlyMap<string, readonly string[]>,
): Promise<{ users: object[]; conversations: Readonly<Record<string, readonly string[]>> }> {
  const { app, userId } = caller;
  const ids = [...new Set([...idsByConversation.values()].flat())];
  const users: ChatUser[] = [];
  for (let start = 0; start < ids.length; start += SLICE) {
    users.push(...(await setup.chat.users.list(app, ids.slice(start, start + SLICE))));
  }
  users.sort((one, other) => (one.id < other.id ? 1 : -1));
  const { serverOrigin } = client.origin;
  return {
    users: await userObjects(setup, users, { app, userId, serverOrigin }),
    conversations: Object.fromEntries(idsByConversation),
  };
}
