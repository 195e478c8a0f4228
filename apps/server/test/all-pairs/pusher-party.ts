import { z } from 'zod';
import type { HistoryEvent } from '../../src/api/models/history-event.ts';
import { collected } from '../harness/collect.ts';
import type { TestServer } from '../harness/test-server.ts';
import { APP_ID, backend } from '../pusher/http/backend.ts';
import { signedCall } from '../pusher/http/signed-call.ts';
import { heard, reached, SUBSCRIBED, stockPusher } from '../pusher/ws/stock-client.ts';
import { conversationOf } from './conversation-of.ts';
import { type Frame, type Listener, type Party, type Told, unspeakable } from './party.ts';
import { messageOf, objectOf, textOf, type Words } from './words.ts';

/** Pusher's own client and server SDK. Clients are signed in. */
export async function pusherParty(server: TestServer, user: string): Promise<Party> {
  const sdk = backend(server);
  return {
    name: 'Pusher',
    reading: {
      tellsChanges: true,
      follows: () => true,
      isSeen: () => true,
      listen: (channel, reader = user) => listen(server, channel, reader),
      shown: ({ data, name }: HistoryEvent) => ({ data, name }),
    },
    writing: {
      changes: 'none',
      reaches: () => true,
      // Client events, which public channels do not have.
      signals: (channel) => /^(private|presence)-/.test(channel),
      async publish(channel, words) {
        if (conversationOf(channel) === null) await sdk.trigger(channel, words.name, dataOf(words));
        else await triggerByHand(server, channel, words);
      },
      edit: unspeakable,
      remove: unspeakable,
      signal: (channel) => whisper(server, channel, user),
    },
    remembering: null,
    listing: {
      lists: (channel) => channel.startsWith('presence-'),
      listsClaimed: false,
      async members(channel) {
        const answer = await sdk.get({ path: `/channels/${channel}/users` });
        return Users.parse(await answer.json()).users.map(({ id }) => id);
      },
    },
    async [Symbol.asyncDispose]() {},
  };
}

const Users = z.object({ users: z.array(z.object({ id: z.string() })) });

/** Half of them as a text that is no JSON: the wire has both. */
function dataOf(words: Words): unknown {
  return words.number % 2 === 0 ? objectOf(words) : textOf(words);
}

/** The SDK lets no name with a colon pass. */
async function triggerByHand(server: TestServer, channel: string, words: Words): Promise<void> {
  const body = JSON.stringify({ name: words.name, channel, data: JSON.stringify(messageOf(words)) });
  const { status, text } = await signedCall(server, { path: `/apps/${APP_ID}/events`, body });
  if (status !== 200) throw new Error(`refused: ${status} ${text}`);
}

async function listen(server: TestServer, channel: string, id: string): Promise<Listener> {
  const pusher = stockPusher(server, { id });
  const frames = collected<Frame>();
  await reached(pusher.client, 'connected');
  const signedIn = heard(pusher.client, 'pusher:signin_success');
  pusher.client.signin();
  await signedIn;
  const subscription = pusher.client.subscribe(channel);
  const subscribed = new Promise<void>((resolve, reject) => {
    subscription.bind_global((word: string, data: unknown) => {
      if (word === SUBSCRIBED) return resolve();
      if (word === 'pusher:subscription_error') reject(new Error(JSON.stringify(data)));
      // As it goes over the wire, where data is JSON in a string.
      const raw = { event: word, channel, data: JSON.stringify(data) };
      frames.push({ word, raw, told: toldBy(word, data) });
    });
  });
  await subscribed;
  let settled = 0;
  return {
    frames,
    user: id,
    settle() {
      settled += 1;
      return heard(pusher.client.subscribe(`settled-${settled}`), SUBSCRIBED);
    },
    [Symbol.asyncDispose]: async () => pusher[Symbol.dispose](),
  };
}

const Change = z.object({ id: z.string(), target: z.string(), data: z.unknown().optional() });

function toldBy(word: string, data: unknown): Told | null {
  if (word === 'parley:edited') {
    const { target, data: changed } = Change.parse(data);
    return { kind: 'edit', target, data: changed };
  }
  if (word === 'parley:deleted') return { kind: 'delete', target: Change.parse(data).target };
  if (/^(pusher(_internal)?|parley|client)[:-]/.test(word)) return null;
  return { kind: 'publish', id: null, shown: { data, name: word } };
}

/** A client event, by a client that subscribes for it and leaves. */
async function whisper(server: TestServer, channel: string, id: string): Promise<void> {
  using pusher = stockPusher(server, { id });
  const subscription = pusher.client.subscribe(channel);
  await heard(subscription, SUBSCRIBED);
  subscription.trigger('client-typing', { status: 'start' });
  // The server answers in order: when it has answered this, it has passed that on.
  pusher.client.subscribe(`${channel}-after`);
  await heard(pusher.client.channel(`${channel}-after`), SUBSCRIBED);
}
