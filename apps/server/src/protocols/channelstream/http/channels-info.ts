import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Sight } from '../../../core/event/readership.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import type { HistoryEntry } from '../codec/history-entry.ts';
import { uuidOfChannel } from '../codec/message-uuid.ts';
import { type ShownState, type ShownUser, userStates } from '../codec/user-states.ts';
import { wireTime } from '../codec/wire-time.ts';
import type { ChannelSettings } from '../session/channel-settings.ts';
import { type ChannelHistory, channelHistory } from './channel-history.ts';
import type { InfoRequest } from './info-input.ts';

/** What is told of one channel. */
export interface ChannelInfo {
  readonly uuid: string;
  readonly name: string;
  readonly long_name: null;
  readonly settings: ChannelSettings;
  readonly history: readonly HistoryEntry[];
  readonly last_active: string;
  /** Connections that listen, by any protocol. */
  readonly total_connections: number;
  readonly total_users: number;
  /** Names of those who are there, sorted. */
  readonly users: readonly string[];
}

/** What is told of channels, and of who is in them. */
export interface ChannelsInfo {
  readonly channels: Readonly<Record<string, ChannelInfo>>;
  readonly users: readonly ShownUser[];
}

type Shown = Pick<
  InfoRequest,
  'exclude_channels' | 'include_history' | 'include_users' | 'return_public_state'
>;

/** More channels in one answer would keep everybody else waiting. */
const MOST_CHANNELS = 10_000;
/** So many histories are read at a time. */
const READ_AT_ONCE = 8;
const NOBODY: ReadonlyMap<string, ShownState> = new Map();
/** What the histories of one answer may weigh together. Larger answers would keep everybody else waiting, too. */
const HISTORIES_BYTES = 16 * 1024 * 1024;

/**
 * Tells of these channels, as far as they are there.
 *
 * @throws ParleyError `payload_too_large` if there are too many for one answer.
 */
export async function channelsInfo(
  setup: ChannelstreamSetup,
  app: App,
  names: Iterable<string>,
  shown: Shown,
  sight: Sight,
): Promise<ChannelsInfo> {
  const excluded = new Set(shown.exclude_channels);
  const told = [...new Set(names)].filter(
    (name) => !excluded.has(name) && setup.channels.isKnown(app.id, name),
  );
  if (told.length > MOST_CHANNELS) {
    throw new ParleyError(
      'payload_too_large',
      `There are ${told.length} channels; name those to be told of in info.channels, ${MOST_CHANNELS} at most.`,
    );
  }
  const channels: Array<[string, ChannelInfo]> = [];
  const everybody = new Map<string, ShownState>();
  let room = HISTORIES_BYTES;
  for (let from = 0; from < told.length; from += READ_AT_ONCE) {
    // What one channel leaves of its share is for those that come after it.
    const mostBytes = Math.floor(room / (told.length - from));
    const some = told.slice(from, from + READ_AT_ONCE);
    const read = await Promise.all(
      some.map(async (name) => {
        const history = shown.include_history
          ? await channelHistory(setup, app, name, { sight, mostBytes })
          : null;
        return { name, history };
      }),
    );
    for (const { name, history } of read) {
      room -= history?.bytes ?? 0;
      const present = shown.include_users ? presentOn(setup, app, name) : NOBODY;
      channels.push([name, channelInfo(setup, app, name, history, [...present.keys()].sort())]);
      for (const [user, state] of present) if (!everybody.has(user)) everybody.set(user, state);
    }
  }
  return {
    channels: Object.fromEntries(channels),
    users: usersOf(setup, app, everybody, shown.return_public_state),
  };
}

function channelInfo(
  setup: ChannelstreamSetup,
  app: App,
  name: string,
  history: ChannelHistory | null,
  users: readonly string[],
): ChannelInfo {
  const { core, channels } = setup;
  return {
    uuid: uuidOfChannel(app.id, name),
    name,
    long_name: null,
    settings: channels.settingsOf(app.id, name),
    history: history?.entries ?? [],
    // Of what came by other protocols, or before a restart, only the history knows.
    last_active: wireTime(
      Math.max(channels.lastActiveAt(app.id, name) ?? 0, history?.newestAt ?? 0) || core.runtime.clock.now(),
    ),
    total_connections: core.hub.find(app.id, name)?.subscriptions.size ?? 0,
    total_users: users.length,
    users,
  };
}

/** Who is there, with what each shows: those whom any protocol shows, and those of this one. */
function presentOn(
  { core, connections }: ChannelstreamSetup,
  app: App,
  channel: string,
): ReadonlyMap<string, ShownState> {
  const present = new Map<string, ShownState>();
  for (const { user, state } of userStates(core.presence.members(app.id, channel))) present.set(user, state);
  for (const { user } of connections.members.of(app.id, channel)) {
    if (!present.has(user.name)) present.set(user.name, {});
  }
  return present;
}

/** The users of the channels that are told of. Those whom this protocol does not know have the state that they show. */
function usersOf(
  { users }: ChannelstreamSetup,
  app: App,
  everybody: ReadonlyMap<string, ShownState>,
  isPublic: boolean,
): ChannelsInfo['users'] {
  return [...everybody]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([user, shown]) => {
      const known = users.find(app.id, user);
      return { user, state: (isPublic ? known?.publicState : known?.state) ?? shown };
    });
}
