import { blockUser } from './blocks/block-user.ts';
import { listBlockedUsers } from './blocks/list-blocked-users.ts';
import { unblockUser } from './blocks/unblock-user.ts';
import { contactAdd } from './contacts/contact-add.ts';
import { contactBatchAdd, contacts } from './contacts/contact-batch-add.ts';
import { contactDelete } from './contacts/contact-delete.ts';
import { contactList } from './contacts/contact-list.ts';
import { contactUpdate } from './contacts/contact-update.ts';
import { conversationCreate } from './conversations/conversation-create.ts';
import { conversationDelete } from './conversations/conversation-delete.ts';
import { conversationList } from './conversations/conversation-list.ts';
import { conversationSearch } from './conversations/conversation-search.ts';
import { conversationUpdate } from './conversations/conversation-update.ts';
import { getAdminsByCids } from './conversations/get-admins-by-cids.ts';
import { getParticipantsByCids } from './conversations/get-participants-by-cids.ts';
import { createFiles } from './files/create-files.ts';
import { getFileUrls } from './files/get-file-urls.ts';
import { message } from './messages/message.ts';
import { messageDelete } from './messages/message-delete.ts';
import { messageEdit } from './messages/message-edit.ts';
import { messageList } from './messages/message-list.ts';
import { messageReactionsList } from './messages/message-reactions-list.ts';
import { messageReactionsUpdate } from './messages/message-reactions-update.ts';
import { messageRead } from './messages/message-read.ts';
import { systemMessage } from './messages/system-message.ts';
import { typing } from './messages/typing.ts';
import { opLogList } from './operations/op-log-list.ts';
import { ping } from './ping.ts';
import { activityStatus } from './presence/activity-status.ts';
import { onlineList } from './presence/online-list.ts';
import { userLastActivity } from './presence/user-last-activity.ts';
import { userLastActivitySubscribe } from './presence/user-last-activity-subscribe.ts';
import { userLastActivityUnsubscribe } from './presence/user-last-activity-unsubscribe.ts';
import { pushEventCreate } from './push/push-event-create.ts';
import { pushSubscriptionCreate } from './push/push-subscription-create.ts';
import { pushSubscriptionDelete } from './push/push-subscription-delete.ts';
import { pushSubscriptionList } from './push/push-subscription-list.ts';
import type { Request } from './request.ts';
import { connect } from './users/connect.ts';
import { getUsersByIds } from './users/get-users-by-ids.ts';
import { userCreate } from './users/user-create.ts';
import { userDelete } from './users/user-delete.ts';
import { userEdit } from './users/user-edit.ts';
import { userLogin } from './users/user-login.ts';
import { userLogout } from './users/user-logout.ts';
import { userSearch } from './users/user-search.ts';

const REQUESTS: readonly Request[] = [
  ping,
  connect,
  userCreate,
  userLogin,
  userLogout,
  userEdit,
  userDelete,
  userSearch,
  getUsersByIds,
  contactAdd,
  contactBatchAdd,
  contacts,
  contactUpdate,
  contactList,
  contactDelete,
  pushSubscriptionCreate,
  pushSubscriptionList,
  pushSubscriptionDelete,
  pushEventCreate,
  userLastActivity,
  userLastActivitySubscribe,
  userLastActivityUnsubscribe,
  onlineList,
  activityStatus,
  opLogList,
  createFiles,
  getFileUrls,
  blockUser,
  unblockUser,
  listBlockedUsers,
  conversationCreate,
  conversationUpdate,
  conversationDelete,
  conversationList,
  conversationSearch,
  getParticipantsByCids,
  getAdminsByCids,
  message,
  systemMessage,
  messageList,
  messageRead,
  messageEdit,
  messageDelete,
  messageReactionsUpdate,
  messageReactionsList,
  typing,
];

/** Every request by its name. */
export const ROUTES: ReadonlyMap<string, Request> = new Map(
  REQUESTS.map((request) => [request.name, request]),
);
