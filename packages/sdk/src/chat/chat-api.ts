import type { TRPCClient } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../rpc/app-router.ts';

/** The server's procedures of chat, typed. */
export type ChatApi = TRPCClient<AppRouter>['chat'];

export type ChatInputs = inferRouterInputs<AppRouter>['chat'];
export type ChatAnswers = inferRouterOutputs<AppRouter>['chat'];

/** A user as others see it. */
export type ChatUser = ChatAnswers['users']['search']['users'][number];
/** A user as it sees itself: also with e-mail and phone. */
export type OwnChatUser = ChatAnswers['users']['me'];
/** A conversation as one of its members sees it, as the server tells it. */
export type ConversationView = ChatAnswers['conversations']['get'];
/** Who is in a conversation, and as what. */
export type ConversationMember = ChatAnswers['conversations']['members']['members'][number];
/** Whether a user is there, and else since when it is not. */
export type UserActivity = ChatAnswers['activity']['get']['activity'][number];
/** A message as it stands now, as the server tells it. */
export type MessageAnswer = ChatAnswers['messages']['get'];
