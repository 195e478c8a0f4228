import type { ChannelRule } from './channel-rule.ts';

/** Where an app speaks to all its clients at once. Whoever wants to hear it follows it. */
export const BROADCAST_CHANNEL = '#broadcast';

const OPEN: ChannelRule = {
  access: 'open',
  identity: false,
  presence: 'optional',
  presenceGraceMs: 0,
  log: 'volatile',
  replayLast: false,
  publish: 'identified',
  retainMs: null,
  retainEvents: null,
  ringMs: 300_000,
  ringEvents: 1000,
};

const signed: ChannelRule = { ...OPEN, access: 'signed', presence: 'off', publish: 'granted' };
const presence: ChannelRule = { ...signed, identity: true, presence: 'always' };
const verified: ChannelRule = { ...OPEN, access: 'verified', presence: 'off', publish: 'granted' };
const rooms: ChannelRule = { ...OPEN, presence: 'off', publish: 'anyone' };
/** The last event is kept for half an hour, as Pusher keeps it. */
const cached = { replayLast: true, ringMs: 1_800_000 } as const;
const stated = { presence: 'always' } as const;
const kept = { log: 'durable' } as const;
/** As long a client may have been away and still find there what concerned its user. */
const OPERATIONS_MS = 14 * 86_400_000;

/**
 * The rulebook that every protocol shares (design, section 5). Names are matched from their first character; where
 * several prefixes fit, the longest wins, whatever the order here.
 */
export const BUILT_IN_RULES: ReadonlyArray<readonly [prefix: string, rule: ChannelRule]> = [
  ['private-encrypted-cache-', { ...signed, ...cached }],
  ['private-encrypted-', signed],
  ['private-cache-', { ...signed, ...cached }],
  ['private-', signed],
  ['presence-cache-', { ...presence, ...cached }],
  ['presence-', presence],
  ['cache-', { ...OPEN, ...cached, publish: 'server' }],
  ['pri-state-cache-', { ...verified, ...stated, ...kept }],
  ['pri-state-', { ...verified, ...stated }],
  ['pri-cache-', { ...verified, ...kept }],
  ['pri-', verified],
  ['pub-state-cache-', { ...rooms, ...stated, ...kept }],
  ['pub-state-', { ...rooms, ...stated }],
  ['pub-cache-', { ...rooms, ...kept }],
  ['pub-', rooms],
  ['conversation:', { ...OPEN, ...kept, access: 'membership', identity: true, publish: 'granted' }],
  [
    'user:',
    {
      ...OPEN,
      ...kept,
      access: 'self',
      identity: true,
      presence: 'off',
      publish: 'server',
      retainMs: OPERATIONS_MS,
    },
  ],
  ['#server-to-user-', { ...OPEN, access: 'self', identity: true, presence: 'off', publish: 'server' }],
  [BROADCAST_CHANNEL, { ...OPEN, presence: 'off', publish: 'server' }],
  ['', OPEN],
];

const BY_LENGTH = [...BUILT_IN_RULES].sort(([a], [b]) => b.length - a.length);

/** The built-in rule of a name, and the prefix that decided it. */
export function builtInRule(channel: string): { prefix: string; rule: ChannelRule } {
  for (const [prefix, rule] of BY_LENGTH) {
    if (channel.startsWith(prefix)) return { prefix, rule };
  }
  return { prefix: '', rule: OPEN };
}

/** Whether chat keeps its own words there: messages of conversations, and what happened to a user. */
export function isOfChat(channel: string): boolean {
  return channel.startsWith('conversation:') || channel.startsWith('user:');
}

/** The user that a `self` channel belongs to, or null if the name is of another kind. */
export function ownerOf(channel: string): string | null {
  for (const prefix of ['user:', '#server-to-user-']) {
    if (channel.startsWith(prefix)) return channel.slice(prefix.length);
  }
  return null;
}
