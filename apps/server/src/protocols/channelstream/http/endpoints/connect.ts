import { ChannelConfig } from '../channel-config-input.ts';
import { channelsInfo } from '../channels-info.ts';
import { defineChannels } from '../define-channels.ts';
import { signedEndpoint } from '../endpoint.ts';
import { InfoInput } from '../info-input.ts';
import { channelName, dict, list, object, userName, uuid } from '../input/fields.ts';
import { PublicKeysInput, StateInput } from '../user-input.ts';

/** `POST /connect`: makes a connection for a user, which is in these channels before anybody listens on it. */
export const connect = signedEndpoint({
  path: '/connect',
  methods: ['POST'],
  input: object({
    username: userName,
    conn_id: uuid.optional(),
    channels: list(channelName).default([]),
    fresh_user_state: StateInput.optional(),
    user_state: StateInput.optional(),
    state_public_keys: PublicKeysInput.optional(),
    channel_configs: dict(channelName, ChannelConfig).default({}),
    info: InfoInput.prefault({}),
  }),
  async answer(setup, { app, key, input, address, userAgent }) {
    const { username, channels, info } = input;
    const request = {
      ...{ app, key, username, address, userAgent },
      connId: input.conn_id,
      arrival: {
        freshState: input.fresh_user_state ?? null,
        state: input.user_state ?? null,
        publicKeys: input.state_public_keys ?? null,
      },
    };
    return setup.connections.connect(request, async (connection) => {
      await defineChannels(setup, app, channels, input.channel_configs);
      await connection.enter(channels);
      const { id, user, channels: entered } = connection;
      const channelsTold = await channelsInfo(setup, app, entered, info, { provedUserId: username });
      return {
        conn_id: id,
        username,
        state: user.state,
        public_state: user.publicState,
        channels: entered,
        channels_info: channelsTold,
      };
    });
  },
});
