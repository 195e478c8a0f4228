import type { ReactionCount } from './chat-message.ts';

/** The reactions to a message after somebody added one, or took one back. */
export function reactionsAfter(
  before: readonly ReactionCount[],
  { add, remove }: { readonly add: string | null; readonly remove: string | null },
  isOwn: boolean,
): readonly ReactionCount[] {
  const removed = before.flatMap((one) => {
    if (one.reaction !== remove) return [one];
    return one.count > 1 ? [{ ...one, count: one.count - 1, own: one.own && !isOwn }] : [];
  });
  if (add === null) return removed;
  if (!removed.some(({ reaction }) => reaction === add))
    return [...removed, { reaction: add, count: 1, own: isOwn }];
  return removed.map((one) =>
    one.reaction === add ? { ...one, count: one.count + 1, own: one.own || isOwn } : one,
  );
}
