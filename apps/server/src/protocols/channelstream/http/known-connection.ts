import type { App } from '../../../core/apps/app.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { invalid } from '../errors/channelstream-refusal.ts';
import type { Connection } from '../session/connection.ts';

/** The connection of an app that a backend means. Throws a 422: those of other apps are unknown to it. */
export function knownConnection(
  { connections }: Pick<ChannelstreamSetup, 'connections'>,
  app: App,
  id: string,
): Connection {
  const connection = connections.find(id);
  if (connection?.app === app) return connection;
  throw invalid({ conn_id: ['Unknown connection'] });
}
