import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { type ChannelsInfo, channelsInfo } from '../http/channels-info.ts';
import type { User, UserState } from '../session/user.ts';
import type { Figures } from './figures.ts';
import type { Visitor } from './visitor-of.ts';

/** Who is connected, as `admin.json` tells of it. */
interface ConnectedUser {
  readonly user: string;
  readonly uuid: string;
  /** What others may see. */
  readonly state: UserState;
  readonly connections: readonly string[];
}

export interface AdminJson extends Figures {
  readonly channels: ChannelsInfo['channels'];
  readonly users: readonly ConnectedUser[];
}

/** An answer names no more than these, the first by name: who asks every ten seconds must not keep others waiting. */
const MOST_CHANNELS = 1000;
const MOST_USERS = 10_000;

const EVERYTHING = {
  exclude_channels: [],
  include_history: true,
  include_users: true,
  return_public_state: true,
};

/** Everything there is to see of an app: its numbers, its channels, and who is connected. */
export async function adminJson(
  setup: ChannelstreamSetup,
  { app, mayActAsClient }: Visitor,
  figures: Figures,
): Promise<AdminJson> {
  const names = [...setup.channels.namesOf(app.id)].sort().slice(0, MOST_CHANNELS);
  const { channels } = await channelsInfo(setup, app, names, EVERYTHING, 'all');
  const users = [...setup.users.ofApp(app.id)]
    .filter(({ connections }) => connections.size > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, MOST_USERS);
  return { ...figures, channels, users: users.map((user) => connectedUser(user, mayActAsClient)) };
}

function connectedUser(user: User, mayActAsClient: boolean): ConnectedUser {
  const { name, uuid, publicState, connections } = user;
  const ids = [...connections].map(({ id }) => (mayActAsClient ? id : begunWith(id))).sort();
  return { user: name, uuid, state: publicState, connections: ids };
}

/** Enough to tell connections apart: who has the whole id hears what the connection hears, and can end it. */
function begunWith(id: string): string {
  return `${id.slice(0, 8)}…`;
}
