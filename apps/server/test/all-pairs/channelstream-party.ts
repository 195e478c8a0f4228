import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { HistoryEvent } from '../../src/api/models/history-event.ts';
import { collected } from '../harness/collect.ts';
import { APP_SECRET, type TestServer } from '../harness/test-server.ts';
import { conversationOf } from './conversation-of.ts';
import type { Frame, Listener, Party, Shown, Told } from './party.ts';
import { messageOf, numberOf, objectOf, type Words } from './words.ts';

/** Channelstream as an app's backend calls it, and as a browser listens to its WebSocket. */
export function channelstreamParty(server: TestServer, user: string): Party {
  return {
    name: 'Channelstream',
    reading: {
      tellsChanges: true,
      follows: () => true,
      isSeen: () => true,
      listen: (channel, reader = user) => listen(server, channel, reader),
      shown,
    },
    writing: {
      changes: 'all',
      reaches: () => true,
      signals: () => true,
      async publish(channel, words) {
        await call(server, 'POST', '/message', [{ channel, user, message: messageFor(channel, words) }]);
      },
      async edit(channel, { number }, words) {
        const uuid = await uuidOf(server, channel, number);
        await call(server, 'PATCH', '/message', [{ channel, uuid, message: messageFor(channel, words) }]);
      },
      async remove(channel, { number }) {
        const uuid = await uuidOf(server, channel, number);
        await call(server, 'DELETE', '/message', [{ channel, uuid }]);
      },
      async signal(channel) {
        await call(server, 'POST', '/message', [
          { channel, user, message: { typing: true }, no_history: true },
        ]);
      },
    },
    remembering: {
      keeps: () => true,
      async history(channel) {
        return (await historyOf(server, channel)).map(({ message, user, event }) =>
          shownBy({ message, user, event }),
        );
      },
      kept: shown,
    },
    listing: {
      lists: () => true,
      listsClaimed: false,
      async members(channel) {
        const { channels } = Info.parse(
          await call(server, 'POST', '/info', { info: { channels: [channel] } }),
        );
        return channels[channel]?.users ?? [];
      },
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** An object as it is, what is none in a key of its own; who said it, where that was proved. */
function shown({ data, name, user, claimed }: HistoryEvent): Shown {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  return {
    data: isObject ? data : { data },
    user: claimed ? null : user,
    ...(name === 'message' ? {} : { event: name }),
  };
}

const Message = z.object({
  message: z.unknown().optional(),
  user: z.string().nullable(),
  event: z.string().optional(),
});

function shownBy({ message: data, user, event }: z.infer<typeof Message>): Shown {
  return { data, user, ...(event === undefined ? {} : { event }) };
}

function messageFor(channel: string, words: Words): object {
  return conversationOf(channel) === null ? objectOf(words) : messageOf(words);
}

async function listen(server: TestServer, channel: string, username: string): Promise<Listener> {
  const settings = { store_history: true, history_size: 1000, notify_presence: true };
  await call(server, 'POST', '/channel_config', { [channel]: settings });
  const { conn_id } = z
    .object({ conn_id: z.string() })
    .parse(await call(server, 'POST', '/connect', { username, channels: [channel] }));
  const socket = new WebSocket(`${server.wsUrl}/ws?conn_id=${conn_id}`, { perMessageDeflate: false });
  const frames = collected<Frame>();
  const privately = collected<string>();
  socket.on('message', (text) => {
    for (const raw of AnyFrames.parse(JSON.parse(String(text)))) {
      if (raw.channel === null) privately.push(String(Object(raw.message).settled));
      else frames.push({ word: raw.type, raw, told: toldBy(raw) });
    }
  });
  await once(socket, 'open');
  let settled = 0;
  return {
    frames,
    user: username,
    async settle() {
      settled += 1;
      const message = { settled };
      await call(server, 'POST', '/message', [{ user: 'backend', pm_users: [username], message }]);
      await privately.until((text) => text === String(settled));
    },
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await call(server, 'POST', '/disconnect', { conn_id });
    },
  };
}

const AnyFrames = z.array(
  z.looseObject({ type: z.string(), uuid: z.string(), channel: z.string().nullable() }),
);

function toldBy(frame: z.infer<typeof AnyFrames>[number]): Told | null {
  const { type, uuid } = frame;
  if (type === 'message:delete') return { kind: 'delete', target: uuid };
  if (type === 'message:edit') {
    const { message, user } = Message.partial().parse(frame);
    return { kind: 'edit', target: uuid, data: message, ...(user === undefined ? {} : { more: { user } }) };
  }
  return type === 'message' ? { kind: 'publish', id: uuid, shown: shownBy(Message.parse(frame)) } : null;
}

const History = z.array(Message.extend({ uuid: z.string() }));
const Info = z.object({
  channels: z.record(z.string(), z.object({ history: History, users: z.array(z.string()) })),
});

async function historyOf(server: TestServer, channel: string): Promise<z.infer<typeof History>> {
  const { channels } = Info.parse(await call(server, 'POST', '/info', { info: { channels: [channel] } }));
  return channels[channel]?.history ?? [];
}

/** What a message is called, as a backend finds it in the history. */
async function uuidOf(server: TestServer, channel: string, number: number): Promise<string> {
  const history = await historyOf(server, channel);
  const entry = history.find(({ message }) =>
    [message, Object(message).data].some((said) => numberOf(said) === number),
  );
  if (!entry) throw new Error(`The history of ${channel} does not have ${number}.`);
  return entry.uuid;
}

/** A signed call of the app's backend. */
async function call(server: TestServer, method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', 'x-channelstream-secret': token() },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`refused: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** Signed as by the original's own signer. */
function token(): string {
  const seconds = Buffer.alloc(4);
  seconds.writeUInt32BE(Math.floor(Date.now() / 1000));
  const text = `channelstream.${seconds.toString('base64url')}`;
  const key = createHash('sha1').update(`itsdangerous.Signersigner${APP_SECRET}`).digest();
  return `${text}.${createHmac('sha1', key).update(text).digest('base64url')}`;
}
