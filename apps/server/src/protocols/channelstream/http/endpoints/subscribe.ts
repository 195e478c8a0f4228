import { channelsInfo } from '../channels-info.ts';
import { defineChannels } from '../define-channels.ts';
import { signedEndpoint } from '../endpoint.ts';
import { EntryInput } from '../entry-input.ts';
import { knownConnection } from '../known-connection.ts';

/** `POST /subscribe`: puts a connection into more channels. */
export const subscribe = signedEndpoint({
  path: '/subscribe',
  methods: ['POST'],
  query: ['conn_id'],
  input: EntryInput,
  async answer(setup, { app, input }) {
    knownConnection(setup, app, input.conn_id);
    await defineChannels(setup, app, input.channels, input.channel_configs);
    // It may have ended meanwhile.
    const connection = knownConnection(setup, app, input.conn_id);
    const entered = await connection.enter(input.channels);
    const { channels, user } = connection;
    return {
      channels,
      channels_info: await channelsInfo(setup, app, channels, input.info, { provedUserId: user.name }),
      subscribed_to: entered,
    };
  },
});
