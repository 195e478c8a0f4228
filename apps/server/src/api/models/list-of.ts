import { z } from 'zod';

/**
 * A list of at most so many items. Its length is looked at first: zod alone looks at every item of a list that is too long,
 * and one request of some megabytes would keep the server from all others for seconds.
 */
export function listOf<Item extends z.ZodType>(item: Item, most: number, least = 0) {
  const bounded = z.array(item).max(most);
  const list = least === 0 ? bounded : bounded.min(least);
  return z.preprocess((value: z.input<typeof list>, ctx) => {
    if (!Array.isArray(value) || value.length <= most) return value;
    ctx.addIssue({ code: 'too_big', origin: 'array', maximum: most, inclusive: true, input: [] });
    return z.NEVER;
  }, list);
}
