import type { Operation } from './call.ts';
import { getChannel } from './routes/get-channel.ts';
import { getChannelStats } from './routes/get-channel-stats.ts';
import { getChannelUsers } from './routes/get-channel-users.ts';
import { getChannels } from './routes/get-channels.ts';
import { postBatchEvents } from './routes/post-batch-events.ts';
import { postChannelEvent } from './routes/post-channel-event.ts';
import { postEvents } from './routes/post-events.ts';
import { terminateConnections } from './routes/terminate-connections.ts';

/** The whole HTTP API, the methods deprecated in 2012 included. */
export const OPERATIONS: readonly Operation[] = [
  { method: 'POST', path: '/:app/events', answer: postEvents },
  { method: 'POST', path: '/:app/batch_events', answer: postBatchEvents },
  { method: 'GET', path: '/:app/channels', answer: getChannels },
  { method: 'GET', path: '/:app/channels/:subject', answer: getChannel },
  { method: 'GET', path: '/:app/channels/:subject/users', answer: getChannelUsers },
  { method: 'POST', path: '/:app/users/:subject/terminate_connections', answer: terminateConnections },
  { method: 'GET', path: '/:app/channels/:subject/stats', answer: getChannelStats },
  { method: 'POST', path: '/:app/channels/:subject/events', answer: postChannelEvent },
];
