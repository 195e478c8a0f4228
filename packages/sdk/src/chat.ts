export type { AccountStorage } from './chat/account/account-storage.ts';
export {
  type ChatAccount,
  type ChatAccountEvents,
  type ChatAccountOptions,
  chatAccount,
  type Registration,
  type SignInRequest,
} from './chat/account/chat-account.ts';
export { Chat } from './chat/chat.ts';
export type {
  ChatUser,
  ConversationMember,
  ConversationView,
  OwnChatUser,
  UserActivity,
} from './chat/chat-api.ts';
export { ChatParley } from './chat/chat-parley.ts';
export {
  Conversation,
  type ConversationOptions,
  type NewMessage,
  type SayOptions,
} from './chat/conversation/conversation.ts';
export { createParley } from './chat/create-chat-parley.ts';
export type { NamedData, UploadedFile, UploadOptions } from './chat/files/upload.ts';
export { ConversationList, type ConversationListOptions } from './chat/list/conversation-list.ts';
export type { ListedConversation } from './chat/list/listed-conversation.ts';
export type {
  Attachment,
  ChatMessage,
  LoggedMessage,
  MessageContent,
  ReactionCount,
  SystemNote,
} from './chat/messages/chat-message.ts';
export type { MessageList } from './chat/messages/message-list.ts';
export type { Activity } from './chat/people/activity.ts';
export type { Blocks } from './chat/people/blocks.ts';
export type { Contact, Contacts } from './chat/people/contacts.ts';
export type { UserDirectory } from './chat/people/user-directory.ts';
export type { ReadingStatus } from './chat/reading/reading.ts';
export * from './index.ts';
