export type SanctionKind = 'ban' | 'mute';

/** What is said of each kind. */
export const SANCTIONS = {
  ban: {
    plural: 'Bans',
    verb: 'Ban',
    done: 'banned',
    effect: 'A banned user is disconnected and kept out.',
    none: 'Nobody is banned',
  },
  mute: {
    plural: 'Mutes',
    verb: 'Mute',
    done: 'muted',
    effect: 'A muted user still reads but cannot publish.',
    none: 'Nobody is muted',
  },
} as const satisfies Record<SanctionKind, Record<string, string>>;

const HOUR_MS = 3_600_000;

/** How long a sanction can last, by the value of a choice; null: until it is lifted. */
export const LENGTHS = [
  { value: 'hour', label: 'For an hour', ms: HOUR_MS },
  { value: 'day', label: 'For a day', ms: 24 * HOUR_MS },
  { value: 'week', label: 'For a week', ms: 7 * 24 * HOUR_MS },
  { value: 'month', label: 'For 30 days', ms: 30 * 24 * HOUR_MS },
  { value: 'ever', label: 'Until it is lifted', ms: null },
] as const;
