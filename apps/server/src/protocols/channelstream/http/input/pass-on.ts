import type { z } from 'zod';
import { COMPLAINTS } from './complaint-texts.ts';

/** Hands on what a schema said of a part of an input, from the place where that part stands. */
export function passOn(
  context: z.core.$RefinementCtx,
  error: z.ZodError | undefined,
  path: readonly PropertyKey[] = [],
): void {
  for (const issue of error?.issues ?? []) {
    const place = [...path, ...issue.path];
    const told =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ message: COMPLAINTS.unknown, path: [...place, key] }))
        : [{ message: issue.message, path: place }];
    for (const { message, path } of told) context.addIssue({ code: 'custom', message, path });
  }
}
