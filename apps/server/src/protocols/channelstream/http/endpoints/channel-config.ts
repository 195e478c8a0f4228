import { ChannelConfig } from '../channel-config-input.ts';
import { channelsInfo } from '../channels-info.ts';
import { signedEndpoint } from '../endpoint.ts';
import { COMPLAINTS } from '../input/complaint-texts.ts';
import { channelName, mapping } from '../input/fields.ts';
import { passOn } from '../input/pass-on.ts';

const MOST_CHANNELS = 1000;
const NO_MORE_THAN_SETTINGS = {
  exclude_channels: [],
  include_history: false,
  include_users: false,
  return_public_state: true,
};

/** Settings by channel. What is wrong is told without saying of which: clients know it so. */
const ConfigByChannel = mapping.transform((given, context) => {
  const entries = Object.entries(given);
  if (entries.length > MOST_CHANNELS) {
    context.addIssue({ code: 'custom', message: COMPLAINTS.longer(MOST_CHANNELS), path: ['_schema'] });
  }
  return entries.slice(0, MOST_CHANNELS).flatMap(([name, content]) => {
    const named = channelName.safeParse(name);
    const config = ChannelConfig.safeParse(content);
    passOn(context, named.error, [name, 'key']);
    passOn(context, config.error);
    return config.success ? [{ name, config: config.data }] : [];
  });
});

/** `POST /channel_config`: makes channels, and sets how they are kept and what is told of them. */
export const channelConfig = signedEndpoint({
  path: '/channel_config',
  methods: ['POST'],
  input: ConfigByChannel,
  async answer(setup, { app, input }) {
    await Promise.all(input.map(({ name, config }) => setup.channels.configure(app, name, config)));
    const names = input.map(({ name }) => name);
    return channelsInfo(setup, app, names, NO_MORE_THAN_SETTINGS, 'all');
  },
});
