import { adminRest, type RestAnswer, type RestCall } from '../harness/rest-client.ts';
import type { TestServer } from '../harness/test-server.ts';
import { conversationOf } from './conversation-of.ts';
import type { Party } from './party.ts';
import { messageOf, objectOf, type Words } from './words.ts';

/** The app's backend over REST, as the dashboard's requests are too. */
export function adminParty(server: TestServer): Party {
  const rest = adminRest(server);
  const eventsOf = (channel: string): string => `/channels/${encodeURIComponent(channel)}/events`;
  return {
    name: 'admin',
    reading: null,
    writing: {
      changes: 'all',
      reaches: () => true,
      signals: () => true,
      async publish(channel, words) {
        const data = dataFor(channel, words);
        await done(rest('POST', eventsOf(channel), { name: words.name, data }));
      },
      async edit(channel, { id }, words) {
        await done(rest('PATCH', `${eventsOf(channel)}/${id}`, { data: dataFor(channel, words) }));
      },
      async remove(channel, { id }) {
        await done(rest('DELETE', `${eventsOf(channel)}/${id}`));
      },
      signal: (channel) => signal(rest, channel),
    },
    remembering: null,
    listing: null,
    async [Symbol.asyncDispose]() {},
  };
}

function dataFor(channel: string, words: Words): unknown {
  return conversationOf(channel) === null ? objectOf(words) : messageOf(words);
}

async function signal(rest: RestCall, channel: string): Promise<void> {
  const path = `/channels/${encodeURIComponent(channel)}/signals`;
  await done(rest('POST', path, { name: 'typing', data: { status: 'start' } }));
}

/** Fails where a request was refused. */
export async function done(answer: Promise<RestAnswer>): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
}
