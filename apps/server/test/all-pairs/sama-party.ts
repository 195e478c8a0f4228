import { z } from 'zod';
import type { HistoryEvent } from '../../src/api/models/history-event.ts';
import { collected } from '../harness/collect.ts';
import type { TestServer } from '../harness/test-server.ts';
import { connected, type Person, person } from '../sama/people.ts';
import type { Packet, SamaClient } from '../sama/sama-client.ts';
import { say } from '../sama/world.ts';
import { conversationOf } from './conversation-of.ts';
import type { Frame, Listener, Party, Shown, Told } from './party.ts';
import { textOf } from './words.ts';

/** SAMA's WebSocket spoken by hand. It knows conversations alone. */
export async function samaParty(
  server: TestServer,
  login: string,
): Promise<Party & { readonly person: Person }> {
  const user = await person(server, login);
  const writer = await connected(server, user);
  return {
    name: 'SAMA',
    person: user,
    reading: {
      tellsChanges: true,
      follows: isConversation,
      // Others are told by its own packets who is online, not who is in a conversation.
      isSeen: () => false,
      listen: (channel) => listen(server, channel, user),
      shown: ({ data, user: from }: HistoryEvent) => ({ data: Text.parse(data).text, from }),
    },
    writing: {
      changes: 'own',
      reaches: isConversation,
      signals: isConversation,
      async publish(channel, words) {
        await say(writer, cidOf(channel), textOf(words));
      },
      async edit(_channel, { id }, words) {
        await done(writer, 'message_edit', { id, body: textOf(words) });
      },
      async remove(channel, { id }) {
        await done(writer, 'message_delete', { cid: cidOf(channel), type: 'all', ids: [id] });
      },
      async signal(channel) {
        writer.send({ typing: { cid: cidOf(channel), status: 'start' } });
        await writer.settled();
      },
    },
    remembering: {
      keeps: isConversation,
      history: (channel) => history(writer, cidOf(channel)),
      kept: ({ id, data, user: from }) => ({ _id: id, body: Text.parse(data).text, from }),
    },
    listing: null,
    [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose](),
  };
}

const Text = z.object({ text: z.string() });

function isConversation(channel: string): boolean {
  return conversationOf(channel) !== null;
}

function cidOf(channel: string): string {
  const id = conversationOf(channel);
  if (id === null) throw new Error(`${channel} is no conversation.`);
  return id;
}

async function done(client: SamaClient, name: string, body: object): Promise<void> {
  const { error } = await client.ask(name, body);
  if (error !== undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
}

async function listen(server: TestServer, channel: string, user: Person): Promise<Listener> {
  const client = await connected(server, user);
  const frames = collected<Frame>();
  const cid = cidOf(channel);
  client.socket.on('message', (data) => {
    const packet = AnyPacket.parse(JSON.parse(String(data)));
    for (const [word, value] of Object.entries(packet)) {
      if (Object(value).cid !== cid) continue;
      for (const told of toldBy(packet)) frames.push({ word, raw: packet, told });
    }
  });
  return {
    frames,
    user: user.id,
    settle: () => client.settled(),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}

const AnyPacket = z.record(z.string(), z.unknown());
const Message = z.object({ _id: z.string(), body: z.string(), from: z.string().nullable() });
const Edit = z.object({ id: z.string(), body: z.string() });
const Deletion = z.object({ ids: z.array(z.string()) });

/** One packet can tell of several deletions. */
function toldBy({ message, message_edit, message_delete }: Packet): Array<Told | null> {
  if (message !== undefined) {
    const { _id: id, body: data, from } = Message.parse(message);
    const shown: Shown = { data, from };
    return [{ kind: 'publish', id, shown }];
  }
  if (message_edit !== undefined) {
    const { id: target, body: data } = Edit.parse(message_edit);
    return [{ kind: 'edit', target, data }];
  }
  if (message_delete === undefined) return [null];
  return Deletion.parse(message_delete).ids.map((target) => ({ kind: 'delete', target }));
}

const List = z.object({ messages: z.array(Message.extend({ created_at: z.string() })) });
const PAGE = 100;

async function history(client: SamaClient, cid: string): Promise<object[]> {
  const { messages } = List.parse(await client.ask('message_list', { cid, limit: PAGE }));
  return messages.map(({ _id, body, from }) => ({ _id, body, from })).reverse();
}
