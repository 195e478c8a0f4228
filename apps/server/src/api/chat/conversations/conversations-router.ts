import { router } from '../../base/trpc.ts';
import { addMembers } from './add-members.ts';
import { createConversation } from './create-conversation.ts';
import { getConversation } from './get-conversation.ts';
import { leaveConversation } from './leave-conversation.ts';
import { listConversations } from './list-conversations.ts';
import { listMembers } from './list-members.ts';
import { removeMembers } from './remove-members.ts';
import { searchConversations } from './search-conversations.ts';
import { setRole } from './set-role.ts';
import { updateConversation } from './update-conversation.ts';

/** Conversations and who is in them. */
export const conversationsRouter = router({
  create: createConversation,
  get: getConversation,
  list: listConversations,
  search: searchConversations,
  update: updateConversation,
  leave: leaveConversation,
  members: listMembers,
  addMembers,
  removeMembers,
  setRole,
});
