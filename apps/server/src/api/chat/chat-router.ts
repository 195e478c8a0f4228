import { router } from '../base/trpc.ts';
import { activityRouter } from './activity/activity-router.ts';
import { blocksRouter } from './blocks/blocks-router.ts';
import { contactsRouter } from './contacts/contacts-router.ts';
import { conversationsRouter } from './conversations/conversations-router.ts';
import { filesRouter } from './files/files-router.ts';
import { messagesRouter } from './messages/messages-router.ts';
import { operationsRouter } from './operations/operations-router.ts';
import { pushRouter } from './push/push-router.ts';
import { chatSessionRouter } from './session/chat-session-router.ts';
import { usersRouter } from './users/users-router.ts';

/** Chat: users, conversations, messages and what belongs to them. */
export const chatRouter = router({
  contacts: contactsRouter,
  blocks: blocksRouter,
  activity: activityRouter,
  session: chatSessionRouter,
  users: usersRouter,
  push: pushRouter,
  files: filesRouter,
  conversations: conversationsRouter,
  messages: messagesRouter,
  operations: operationsRouter,
});
