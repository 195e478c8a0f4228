import { channelsInfo } from '../channels-info.ts';
import { signedEndpoint } from '../endpoint.ts';
import { EntryInput } from '../entry-input.ts';
import { knownConnection } from '../known-connection.ts';

/** `POST /unsubscribe`: takes a connection out of channels. Those in which it is not count for nothing. */
export const unsubscribe = signedEndpoint({
  path: '/unsubscribe',
  methods: ['POST'],
  query: ['conn_id'],
  input: EntryInput,
  async answer(setup, { app, input }) {
    const connection = knownConnection(setup, app, input.conn_id);
    const left = connection.leave(input.channels);
    const { channels, user } = connection;
    return {
      channels,
      channels_info: await channelsInfo(setup, app, channels, input.info, { provedUserId: user.name }),
      unsubscribed_from: left,
    };
  },
});
