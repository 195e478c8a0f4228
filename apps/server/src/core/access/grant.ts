import type { Pattern } from '../rules/pattern.ts';

export const RIGHTS = ['subscribe', 'publish', 'history', 'presence'] as const;

/** What may be done on a channel: listen, speak, read what was said, see who is there. */
export type Right = (typeof RIGHTS)[number];

/** A proven right on the channels that match a pattern. */
export interface Grant {
  readonly pattern: Pattern;
  readonly rights: ReadonlySet<Right>;
  /** What proved it: a signature of the app, the app's webhook, membership, or being the user. */
  readonly proof: 'signed' | 'verified' | 'membership' | 'self';
  /** When it ends (ms); null: with the session. */
  readonly expiresAt: number | null;
  /** Who the holder is on these channels, where the proof says so: it may be somebody else on each. */
  readonly userId?: string;
  /** The key that signed it, where that is known: taking the key back ends what rests on it. */
  readonly signedBy?: string;
}

export const ALL_RIGHTS: ReadonlySet<Right> = new Set(RIGHTS);
