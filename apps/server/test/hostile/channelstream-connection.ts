import { z } from 'zod';
import { caller } from '../channelstream/http-caller.ts';
import type { TestServer } from '../harness/test-server.ts';

const Connected = z.object({ conn_id: z.string() });

/** The id of a new Channelstream connection that is in these channels. Nobody listens on it yet. */
export async function channelstreamConnection(
  server: TestServer,
  username = 'rude',
  channels: readonly string[] = [],
): Promise<string> {
  const { body } = await caller(server)('POST', '/connect', { username, channels });
  return Connected.parse(body).conn_id;
}
