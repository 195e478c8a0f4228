import { channelsInfo } from '../channels-info.ts';
import { signedEndpoint } from '../endpoint.ts';
import { InfoInput } from '../info-input.ts';
import { object } from '../input/fields.ts';

/** `GET` and `POST /info`: the channels that there are, their histories, and who is in them. */
export const info = signedEndpoint({
  path: '/info',
  methods: ['GET', 'POST'],
  withoutBody: { info: {} },
  input: object({ info: InfoInput }),
  answer(setup, { app, input }) {
    const names = input.info.channels ?? setup.channels.namesOf(app.id);
    return channelsInfo(setup, app, names, input.info, 'all');
  },
});
