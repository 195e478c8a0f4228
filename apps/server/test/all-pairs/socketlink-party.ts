import { z } from 'zod';
import type { HistoryEvent } from '../../src/api/models/history-event.ts';
import { collected } from '../harness/collect.ts';
import { adminRest } from '../harness/rest-client.ts';
import type { TestServer } from '../harness/test-server.ts';
import { clientCalls } from '../rooms/room-calls.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { type Frame, type Listener, type Party, type Told, unspeakable } from './party.ts';
import { textOf } from './words.ts';

/** SocketLink's WebSocket spoken by hand: its own client is no package. */
export async function socketLinkParty(server: TestServer, user: string): Promise<Party> {
  const writer = await SocketLinkClient.connect(server, user);
  const entered = new Map<string, Promise<unknown>>();
  const enter = (rid: string): Promise<unknown> => {
    const entering = entered.get(rid) ?? clientCalls(server, user).enter(rid);
    entered.set(rid, entering);
    return entering;
  };
  let readers = 0;
  return {
    name: 'SocketLink',
    reading: {
      tellsChanges: false,
      follows: isRoom,
      isSeen: isRoom,
      listen(channel, reader) {
        readers += 1;
        return listen(server, channel, reader ?? `${user}-${readers}`);
      },
      shown: ({ data }: HistoryEvent) => ({ data }),
    },
    writing: {
      changes: 'none',
      reaches: isRoom,
      signals: () => false,
      async publish(channel, words) {
        await enter(channel);
        writer.send(textOf(words), channel);
      },
      edit: unspeakable,
      remove: unspeakable,
      signal: unspeakable,
    },
    remembering: {
      keeps: (channel) => channel.includes('-cache-') && isRoom(channel),
      history: (channel) => history(server, channel),
      kept: ({ data, user }) => ({
        message: typeof data === 'string' ? data : JSON.stringify(data),
        uid: user ?? '',
      }),
    },
    listing: {
      lists: isRoom,
      listsClaimed: true,
      async members(channel) {
        const { body } = await adminRest(server)('POST', '/rooms/users', { rid: [channel] });
        return Rooms.parse(body).flatMap(({ uid }) => uid);
      },
    },
    async [Symbol.asyncDispose]() {
      writer[Symbol.dispose]();
    },
  };
}

function isRoom(channel: string): boolean {
  return /^(pub|pri)-/.test(channel);
}

async function listen(server: TestServer, channel: string, uid: string): Promise<Listener> {
  const client = await SocketLinkClient.connect(server, uid);
  const frames = collected<Frame>();
  let noises = 0;
  const answered = collected<number>();
  client.socket.on('message', (data) => {
    const raw = ServerFrame.parse(JSON.parse(String(data)));
    if (raw.data === ANSWER_TO_NOISE) answered.push(answered.items.length + 1);
    if (raw.source !== 'latency' && raw.data !== ANSWER_TO_NOISE)
      frames.push({ word: wordOf(raw), raw, told: toldBy(raw) });
  });
  await clientCalls(server, uid).enter(channel);
  await frames.until(({ word }) => word === 'CONNECTED_TO_ROOM');
  return {
    frames,
    user: uid,
    settle() {
      client.raw('?');
      noises += 1;
      const awaited = noises;
      return answered.until((count) => count >= awaited);
    },
    [Symbol.asyncDispose]: async () => client[Symbol.dispose](),
  };
}

/** What the server says to what it does not understand. */
const ANSWER_TO_NOISE = 'INVALID_JSON';

const ServerFrame = z.looseObject({ data: z.unknown(), source: z.string(), rid: z.string().optional() });

function wordOf({ data, source }: z.infer<typeof ServerFrame>): string {
  const isWord = typeof data === 'string' && (source === 'server' || data === 'YOU_HAVE_BEEN_BANNED');
  return isWord ? data : source;
}

function toldBy({ data, source }: z.infer<typeof ServerFrame>): Told | null {
  return source === 'user' ? { kind: 'publish', id: null, shown: { data } } : null;
}

const Messages = z.array(z.object({ message: z.string(), uid: z.string(), timestamp: z.string() }));
const Rooms = z.array(z.object({ uid: z.array(z.string()) }));
const PAGE = 10;

async function history(server: TestServer, channel: string): Promise<object[]> {
  const all: object[] = [];
  for (;;) {
    const path = `/messages/room/${encodeURIComponent(channel)}?limit=${PAGE}&offset=${all.length}`;
    const page = Messages.parse((await adminRest(server)('GET', path)).body);
    all.push(...page.map(({ message, uid }) => ({ message, uid })));
    if (page.length < PAGE) return all.reverse();
  }
}
