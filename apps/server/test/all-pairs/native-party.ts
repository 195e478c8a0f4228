import { z } from 'zod';
import type { FeedItem } from '../../src/api/models/feed-item.ts';
import type { HistoryEvent } from '../../src/api/models/history-event.ts';
import { appToken } from '../harness/app-token.ts';
import { collected } from '../harness/collect.ts';
import { NativeLine } from '../harness/native-line.ts';
import { adminRest } from '../harness/rest-client.ts';
import { APP_KEY, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { conversationOf } from './conversation-of.ts';
import type { Frame, Listener, Party, Told } from './party.ts';
import { messageOf, objectOf } from './words.ts';

const READER_GRANTS = { 'private-*': ['subscribe', 'history'], 'presence-*': ['subscribe', 'presence'] };

/** The native WebSocket: a user who writes by the stock tRPC client, and others who read. */
export async function nativeParty(server: TestServer, user: string): Promise<Party> {
  const writer = await userClient(server, user, { 'private-*': ['publish'] });
  const { channels, chat } = writer.client;
  return {
    name: 'native',
    reading: {
      tellsChanges: true,
      follows: () => true,
      isSeen: () => true,
      listen: (channel, reader = user) => listen(server, channel, reader),
      shown: ({ data, name, user }: HistoryEvent) => ({ data, name, user }),
    },
    writing: {
      changes: 'own',
      reaches: () => true,
      signals: () => true,
      async publish(channel, words) {
        const conversation = conversationOf(channel);
        if (conversation !== null) await chat.messages.send.mutate({ conversation, ...messageOf(words) });
        else await channels.publish.mutate({ channel, name: words.name, data: objectOf(words) });
      },
      async edit(channel, { id }, words) {
        const conversation = conversationOf(channel);
        if (conversation !== null) await chat.messages.edit.mutate({ conversation, id, ...messageOf(words) });
        else await channels.edit.mutate({ channel, id, data: objectOf(words) });
      },
      async remove(channel, { id }) {
        const conversation = conversationOf(channel);
        if (conversation === null) await channels.delete.mutate({ channel, id });
        else await chat.messages.delete.mutate({ conversation, ids: [id], for: 'everyone' });
      },
      async signal(channel) {
        const conversation = conversationOf(channel);
        if (conversation !== null) await chat.messages.typing.mutate({ conversation, status: 'start' });
        else await channels.signal.mutate({ channel, name: 'typing', data: { status: 'start' } });
      },
    },
    // What the others are compared with.
    remembering: null,
    listing: {
      lists: () => true,
      listsClaimed: true,
      async members(channel) {
        const { body } = await adminRest(server)('GET', `/channels/${channel}/presence`);
        return Present.parse(body).members.map(({ user }) => user);
      },
    },
    [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose](),
  };
}

const Present = z.object({ members: z.array(z.object({ user: z.string() })) });

async function listen(server: TestServer, channel: string, user: string): Promise<Listener> {
  const token = await appToken({ sub: user, channels: READER_GRANTS });
  const line = await NativeLine.open(server.wsUrl, { key: APP_KEY, token });
  if (!line) throw new Error('The server does not listen.');
  const frames = collected<Frame>();
  const started = new Promise<void>((resolve, reject) => {
    line.follow(channel, undefined, {
      item(item) {
        if (item.type === 'subscribed') resolve();
        else frames.push({ word: wordOf(item), raw: item, told: toldBy(item) });
      },
      ended(why) {
        reject(new Error(why));
        frames.push({ word: why, raw: why, told: null });
      },
    });
  });
  await started;
  return {
    frames,
    user,
    settle: () => new Promise((resolve) => line.call('query', 'session.whoAmI', { json: null }, resolve)),
    [Symbol.asyncDispose]: async () => line[Symbol.dispose](),
  };
}

function wordOf(item: FeedItem): string {
  if (item.type === 'event') return item.kind;
  return item.type === 'presence' ? item.action : item.type;
}

function toldBy(item: FeedItem): Told | null {
  if (item.type !== 'event') return null;
  const { kind, id, data, name, user, target } = item;
  if (kind === 'publish') return { kind, id, shown: { data, name, user } };
  if (!target) throw new Error(`A change of nothing: ${JSON.stringify(item)}`);
  return kind === 'edit' ? { kind, target, data } : { kind, target };
}
