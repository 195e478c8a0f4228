import { z } from 'zod';
import type { ChannelstreamSetup } from '../../channelstream-setup.ts';
import { readUuid } from '../../codec/message-uuid.ts';
import { invalid, refused } from '../../errors/channelstream-refusal.ts';
import type { Connection } from '../../session/connection.ts';
import { TextAnswer } from '../call.ts';
import { openEndpoint } from '../endpoint.ts';
import { callbackAnswer, isCallbackName } from '../jsonp.ts';

/**
 * `GET /listen`: answers with what the connection gets, once there is something and then a pause, or with nothing after some
 * seconds. With `callback` the answer is a script that calls it, for pages that cannot ask otherwise.
 */
export const listen = openEndpoint({
  path: '/listen',
  methods: ['GET'],
  query: ['conn_id', 'callback'],
  input: z.object({ conn_id: z.string().optional(), callback: z.string().optional() }),
  async answer(setup, { input, signal }) {
    const { callback } = input;
    if (callback !== undefined && !isCallbackName(callback)) {
      throw invalid({ callback: ['Not a valid callback name.'] });
    }
    const poll = connectionOf(setup, input.conn_id).outlet.openPoll();
    const answer = poll.begin();
    if (signal.aborted) poll.abandon();
    else signal.addEventListener('abort', () => poll.abandon(), { once: true });
    const messages = await answer;
    return callback === undefined
      ? new TextAnswer('application/json', messages)
      : callbackAnswer(callback, messages);
  },
});

function connectionOf({ connections }: ChannelstreamSetup, given: string | undefined): Connection {
  if (given === undefined) throw refused(400, 'conn_id is missing');
  const id = readUuid(given);
  if (id === null) throw invalid(['Wrong UUID format']);
  const connection = connections.find(id);
  if (connection === null) throw refused(401, 'Unknown connection', 'unauthenticated');
  return connection;
}
