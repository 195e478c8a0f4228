import { z } from 'zod';
import type { TestServer } from '../harness/test-server.ts';
import { connected, type Person, person } from './people.ts';
import type { Packet, SamaClient } from './sama-client.ts';

const SOCKETS = ['ann1', 'ann2', 'bob1', 'bob2', 'cat1', 'cat2'] as const;
export type SocketName = (typeof SOCKETS)[number];

/** What each connection was told, those left out that were told nothing. */
export type Heard = { readonly [Name in SocketName]?: readonly Packet[] };

/** Three users of a server, each connected twice. */
export interface World extends AsyncDisposable, Readonly<Record<SocketName, SamaClient>> {
  readonly ann: Person;
  readonly bob: Person;
  readonly cat: Person;
  /**
   * What connections are told while something is done, beside the answers to whoever does it: whatever followed from it has
   * arrived everywhere.
   */
  heard(act: () => Promise<unknown>): Promise<Heard>;
}

/** @param mark tells the logins of one world from those of another on the same server. */
export async function openWorld(server: TestServer, mark = ''): Promise<World> {
  await withoutHaste(server);
  const [ann, bob, cat] = await Promise.all(
    ['ann', 'bob', 'cat'].map((login) => person(server, `${login}${mark}`)),
  );
  if (!ann || !bob || !cat) throw new Error('nobody came');
  const open = (who: Person) => connected(server, who);
  const sockets = {
    ...{ ann1: await open(ann), ann2: await open(ann), bob1: await open(bob), bob2: await open(bob) },
    ...{ cat1: await open(cat), cat2: await open(cat) },
  };
  const settle = () => Promise.all(SOCKETS.map((name) => sockets[name].settled()));
  return {
    ...{ ann, bob, cat, ...sockets },
    async heard(act) {
      await settle();
      const before = new Map(SOCKETS.map((name) => [name, sockets[name].packets.items.length]));
      await act();
      await settle();
      const heard: { [Name in SocketName]?: readonly Packet[] } = {};
      for (const name of SOCKETS) {
        const news = sockets[name].packets.items
          .slice(before.get(name))
          .filter((packet) => !('response' in packet || 'ask' in packet));
        if (news.length > 0) heard[name] = news;
      }
      return heard;
    },
    async [Symbol.asyncDispose]() {
      for (const name of SOCKETS) await sockets[name][Symbol.asyncDispose]();
    },
  };
}

/** Clients of this server may say as much as they like: how fast a test is decides nothing. */
export async function withoutHaste(server: TestServer): Promise<void> {
  const most = { clientPublishPerSecond: 1_000_000, clientPublishBurst: 1_000_000 };
  await server.running.core.apps.update('default', {
    settingsOf: (settings) => ({ ...settings, limits: { ...settings.limits, ...most } }),
  });
}

/** Resolves when the server's clock shows another millisecond than now; with that. */
export async function nextMoment(server: TestServer, client: SamaClient): Promise<number> {
  const { clock } = server.running.core.runtime;
  const now = clock.now();
  while (clock.now() === now) await client.settled();
  return clock.now();
}

const Made = z.object({ conversation: z.looseObject({ _id: z.string() }) });

/** Begins a group, and resolves with its id. */
export async function group(client: SamaClient, name: string, participants: string[]): Promise<string> {
  const made = await client.ask('conversation_create', { type: 'g', name, participants });
  return Made.parse(made).conversation._id;
}

/** Begins a private conversation, or finds it. */
export async function pair(client: SamaClient, with_: string): Promise<string> {
  return Made.parse(await client.ask('conversation_create', { type: 'u', participants: [with_] }))
    .conversation._id;
}

const Acknowledged = z.object({ ask: z.object({ mid: z.string(), server_mid: z.string(), t: z.number() }) });
let said = 0;

/** Says something, and resolves with the id that it got. */
export async function say(client: SamaClient, cid: string, body: string, more: object = {}): Promise<string> {
  said += 1;
  const id = `m${said}`;
  client.send({ message: { id, cid, body, ...more } });
  const packet = await client.packets.until(
    ({ ask, message }) => Object(ask).mid === id || Object(message).id === id,
  );
  return Acknowledged.parse(packet).ask.server_mid;
}

/** The error that a bare packet is answered with, under its name. */
export async function bareRefusal(client: SamaClient, name: string, body: object): Promise<unknown> {
  const from = client.packets.items.length;
  client.send({ [name]: body });
  await client.settled();
  const answers = client.packets.items.slice(from).filter((packet) => name in packet);
  return answers.length === 1 ? Object(answers[0]?.[name]).error : answers;
}

const Messages = z.object({ messages: z.array(z.looseObject({ _id: z.string(), body: z.string() })) });

/** The messages that a list holds. */
export async function listed(client: SamaClient, cid: string, more: object = {}) {
  return Messages.parse(await client.ask('message_list', { cid, ...more })).messages;
}

const Conversations = z.object({
  conversations: z.array(z.looseObject({ _id: z.string(), unread_messages_count: z.number() })),
});

/** The conversations that a list holds. */
export async function conversations(client: SamaClient, more: object = {}) {
  return Conversations.parse(await client.ask('conversation_list', more)).conversations;
}
