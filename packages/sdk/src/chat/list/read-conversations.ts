import { patiently } from '../asked.ts';
import type { ConversationView } from '../chat-api.ts';
import type { ChatContext } from '../chat-context.ts';

/** Conversations that are followed at most. */
export const MOST_FOLLOWED = 200;
/** Conversations that the server tells of at one time. */
const PAGE = 100;

/** The conversations of the last activity. */
export async function readAll(context: ChatContext, signal: AbortSignal): Promise<ConversationView[]> {
  const found = new Map<string, ConversationView>();
  let before: number | undefined;
  while (found.size < MOST_FOLLOWED) {
    const page = await list(
      context,
      { limit: PAGE, ...(before !== undefined && { updatedBefore: before }) },
      signal,
    );
    const known = found.size;
    for (const view of page) found.set(view.id, view);
    const last = page.at(-1);
    if (page.length < PAGE || !last || found.size === known) break;
    // Not to lose those that were changed in the same millisecond as the last one.
    before = last.updatedAt + 1;
  }
  return [...found.values()].slice(0, MOST_FOLLOWED);
}

/** Some of them; those that the user is not in are absent. */
export async function readSome(
  context: ChatContext,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ConversationView[]> {
  const views: ConversationView[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    views.push(...(await list(context, { limit: PAGE, ids: ids.slice(from, from + PAGE) }, signal)));
  }
  return views;
}

async function list(
  { api, runtime }: ChatContext,
  query: { limit: number; updatedBefore?: number; ids?: string[] },
  signal: AbortSignal,
): Promise<ConversationView[]> {
  const { conversations } = await patiently(runtime, signal, () =>
    api.conversations.list.query(query, { signal }),
  );
  return conversations;
}
