import { once } from 'node:events';
import type Pusher from 'pusher';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type Collected, collected } from '../../harness/collect.ts';
import { APP_KEY, type TestServer } from '../../harness/test-server.ts';

const Frame = z.object({ event: z.string(), channel: z.string().optional(), data: z.unknown() });
export type Frame = z.infer<typeof Frame>;
const Established = z.object({ socket_id: z.string() });

/** A protocol 7 client that does nothing by itself and shows every frame. */
export interface Reader extends Disposable {
  readonly socketId: string;
  readonly frames: Collected<Frame>;
  readonly closed: Promise<number>;
  send(event: string, data: unknown): void;
  /** Resolves once subscribed; `signer` signs for channels that need it, `user` for presence. */
  subscribe(channel: string, signer?: Pusher, user?: Pusher.PresenceChannelData): Promise<void>;
  /** Resolves with the event of this name on the channel. */
  event(channel: string, name: string): Promise<Frame>;
  /** Resolves when the server has answered a ping: whatever it had sent before is there. */
  settled(): Promise<void>;
}

export async function openReader(server: TestServer): Promise<Reader> {
  const socket = new WebSocket(`${server.wsUrl}/app/${APP_KEY}?protocol=7&client=test&version=1`);
  const frames = collected<Frame>();
  socket.on('message', (data) => frames.push(Frame.parse(JSON.parse(String(data)))));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  const established = await frames.until(({ event }) => event === 'pusher:connection_established');
  const { socket_id: socketId } = Established.parse(JSON.parse(String(established.data)));
  const send = (event: string, data: unknown): void => socket.send(JSON.stringify({ event, data }));
  const event = (channel: string, name: string): Promise<Frame> =>
    frames.until((frame) => frame.channel === channel && frame.event === name);
  return {
    socketId,
    frames,
    closed,
    send,
    async subscribe(channel, signer, user) {
      send('pusher:subscribe', { channel, ...signer?.authorizeChannel(socketId, channel, user) });
      await event(channel, 'pusher_internal:subscription_succeeded');
    },
    event,
    async settled() {
      const pongs = frames.items.filter((frame) => frame.event === 'pusher:pong').length;
      send('pusher:ping', {});
      await frames.until(() => frames.items.filter((frame) => frame.event === 'pusher:pong').length > pongs);
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
}
