import { z } from 'zod';
import type { HistoryEvent } from '../../src/api/models/history-event.ts';
import { collected } from '../harness/collect.ts';
import type { TestServer } from '../harness/test-server.ts';
import { list, send } from '../sails/backend.ts';
import { SailsClient } from '../sails/sails-client.ts';
import { conversationOf } from './conversation-of.ts';
import { type Frame, type Listener, type Party, type Told, unspeakable } from './party.ts';
import { messageOf, objectOf } from './words.ts';

const MOST = 100;

/** The real sails.io.js, with the app's secret. It is nobody, so channels that ask who somebody is are closed to it. */
export function sailsParty(server: TestServer): Party {
  return {
    name: 'Sails',
    reading: {
      tellsChanges: true,
      follows: (channel) => !/^(conversation:|presence-)/.test(channel),
      isSeen: () => false,
      listen: (channel) => listen(server, channel),
      shown: ({ data, name }: HistoryEvent) => ({ data, name }),
    },
    writing: {
      changes: 'none',
      reaches: () => true,
      signals: () => false,
      async publish(channel, words) {
        const data = conversationOf(channel) === null ? objectOf(words) : messageOf(words);
        await send(server, { channel, event: words.name, data });
      },
      edit: unspeakable,
      remove: unspeakable,
      signal: unspeakable,
    },
    remembering: {
      keeps: () => true,
      async history(channel) {
        const query = new URLSearchParams({ channel, sort: 'id_ASC', limit: String(MOST) });
        const records = await list(server, `?${query}`);
        return records.map(({ id, event, data }) => ({ id, event, data }));
      },
      kept: ({ id, name: event, data }) => ({ id, event, data }),
    },
    listing: null,
    async [Symbol.asyncDispose]() {},
  };
}

const EVENT = '2[';
const Packet = z.tuple([z.string(), z.unknown()]);

async function listen(server: TestServer, channel: string): Promise<Listener> {
  const client = await SailsClient.connect(server);
  const frames = collected<Frame>();
  // Listeners of its own would hear the events alone whose names they know.
  client.socket._raw.io.engine.on('data', (packet) => {
    const text = String(packet);
    if (!text.startsWith(EVENT)) return;
    const raw = Packet.parse(JSON.parse(text.slice(1)));
    const [word, data] = raw;
    frames.push({ word, raw, told: toldBy(word, data) });
  });
  await client.subscribe(channel);
  return {
    frames,
    user: null,
    settle: () => client.settled(),
    [Symbol.asyncDispose]: async () => client[Symbol.dispose](),
  };
}

const Change = z.object({ target: z.string(), data: z.unknown().optional() });

function toldBy(name: string, data: unknown): Told | null {
  if (name === 'parley:edited') {
    const { target, data: changed } = Change.parse(data);
    return { kind: 'edit', target, data: changed };
  }
  if (name === 'parley:deleted') return { kind: 'delete', target: Change.parse(data).target };
  if (/^(parley|client)[:-]|^typing$/.test(name)) return null;
  return { kind: 'publish', id: null, shown: { data, name } };
}
