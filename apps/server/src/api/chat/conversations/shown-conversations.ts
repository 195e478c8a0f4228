import type { z } from 'zod';
import type { ChatCaller } from '../../../chat/caller.ts';
import type { Conversation } from '../../../chat/conversations/conversation.ts';
import type { ConversationView } from '../../../chat/conversations/conversations.ts';
import type { ApiContext } from '../../base/api-context.ts';
import { type ConversationModel, conversationModel } from '../models/conversation.ts';
import { type ConversationViewModel, conversationViewModel } from '../models/conversation-view.ts';
import type { PictureUrls } from '../models/user.ts';

interface Context {
  readonly api: ApiContext;
  readonly caller: ChatCaller;
}

/** Conversations as their member sees them, with the addresses of their images. */
export async function shownViews(
  ctx: Context,
  views: readonly ConversationView[],
): Promise<Array<z.infer<typeof ConversationViewModel>>> {
  const urls = await imageUrls(
    ctx,
    views.map(({ conversation }) => conversation),
  );
  return views.map((view) => conversationViewModel(view, ctx.caller.userId, urls));
}

export async function shownView(
  ctx: Context,
  view: ConversationView,
): Promise<z.infer<typeof ConversationViewModel>> {
  const urls = await imageUrls(ctx, [view.conversation]);
  return conversationViewModel(view, ctx.caller.userId, urls);
}

/** The conversations alone. */
export async function shownConversations(
  ctx: Context,
  conversations: readonly Conversation[],
): Promise<Array<z.infer<typeof ConversationModel>>> {
  const urls = await imageUrls(ctx, conversations);
  return conversations.map((conversation) => conversationModel(conversation, urls));
}

/** One image that cannot be found leaves the others as they are. */
async function imageUrls(
  { api, caller }: Context,
  conversations: readonly Conversation[],
): Promise<PictureUrls> {
  const ids = new Set(conversations.flatMap(({ image }) => image?.fileId ?? []));
  return ids.size === 0 ? new Map() : api.chat.files.urls(caller, [...ids], api.origin);
}
