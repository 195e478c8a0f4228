import { createHash } from 'node:crypto';

/** What tells a pair of users from all others of the app, whichever of the two is named first. */
export function pairKey(one: string, other: string): string {
  // As JSON, so that no id can hold what separates the two.
  return createHash('sha256')
    .update(JSON.stringify([one, other].sort()))
    .digest('hex');
}
