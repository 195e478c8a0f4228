import type { FastifyBaseLogger } from 'fastify';
import type { ChannelstreamSetup } from '../protocols/channelstream/channelstream-setup.ts';
import { EventCodec } from '../protocols/channelstream/codec/event-codec.ts';
import { userStates } from '../protocols/channelstream/codec/user-states.ts';
import { Counters } from '../protocols/channelstream/counters.ts';
import { Channels } from '../protocols/channelstream/session/channels.ts';
import { Connections } from '../protocols/channelstream/session/connections.ts';
import { Users } from '../protocols/channelstream/session/users.ts';
import { ChangeTurns } from '../runtime/change-turns.ts';
import type { ServerParts } from './server-parts.ts';

/**
 * What Channelstream's sockets and its HTTP side share: made once, since a connection is opened by the one and heard by the
 * other. Null: the protocol is not spoken.
 */
export function channelstreamSetup(
  { core, wire, settings }: ServerParts,
  log: FastifyBaseLogger,
): (ChannelstreamSetup & Disposable) | null {
  if (!settings.PARLEY_PROTOCOLS.includes('channelstream')) return null;
  const users = new Users(core.runtime);
  const channels = new Channels(core);
  const counters = new Counters();
  const codec = new EventCodec({
    settingsOf: (appId, channel) => channels.settingsOf(appId, channel),
    // Whoever was connected once more with another state shows the one before until somebody changes it.
    usersOn: (appId, channel) =>
      userStates(core.presence.members(appId, channel)).map(({ user, state }) => ({
        user,
        state: users.find(appId, user)?.publicState ?? state,
      })),
  });
  const connections = new Connections({ core, wire, users, codec, counters });
  const deletions = core.onAppDeleted((appId) => {
    counters.forgetApp(appId);
    channels.forgetApp(appId);
  });
  return {
    core,
    wire,
    connections,
    users,
    channels,
    codec,
    counters,
    changes: new ChangeTurns(),
    onFailure: (cause) => log.error({ err: cause }, 'a Channelstream client could not be served'),
    [Symbol.dispose]() {
      deletions[Symbol.dispose]();
      connections[Symbol.dispose]();
    },
  };
}
