import { WebSocket } from 'ws';
import { z } from 'zod';
import { collected } from '../../harness/collect.ts';
import { APP_KEY, type TestServer } from '../../harness/test-server.ts';
import { channelAuth, userAuth } from './backend.ts';

const Frame = z.looseObject({
  event: z.string(),
  channel: z.string().optional(),
  data: z.unknown().optional(),
});
export type Frame = z.infer<typeof Frame>;

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A client of protocol 7 spoken by hand: every frame is seen, nothing is done for it. */
export class RawClient implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly frames = collected<Frame>();
  readonly closed: Promise<Closed>;
  socketId = '';

  private constructor(url: string) {
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    this.socket.on('message', (data) => this.frames.push(Frame.parse(JSON.parse(String(data)))));
    // A failed connection closes, which is where it is noticed.
    this.socket.on('error', () => {});
  }

  /** Connects, and resolves with the first frame there, whatever it is. */
  static async open(server: TestServer, path = `/app/${APP_KEY}?protocol=7`): Promise<RawClient> {
    const client = new RawClient(`${server.wsUrl}${path}`);
    const first = await Promise.race([client.frames.until(() => true), client.closed]);
    if ('event' in first && first.event === 'pusher:connection_established') {
      client.socketId = z.object({ socket_id: z.string() }).parse(dataOf(first)).socket_id;
    }
    return client;
  }

  send(event: string, data: unknown, channel?: string): void {
    this.socket.send(JSON.stringify({ event, data, channel }));
  }

  /** Subscribes with whatever proof, and resolves with the answer. */
  async subscribe(channel: string, proof: { auth?: string; channel_data?: string } = {}): Promise<Frame> {
    const from = this.frames.items.length;
    this.send('pusher:subscribe', { channel, ...proof });
    return this.next(from, (frame) => isAnswer(frame, channel));
  }

  /** Subscribes with the signature of the app. */
  enter(channel: string, channelData?: string): Promise<Frame> {
    const auth = channelAuth(this.socketId, channel, channelData);
    return this.subscribe(channel, {
      auth,
      ...(channelData === undefined ? {} : { channel_data: channelData }),
    });
  }

  /** Enters a presence channel as somebody. */
  join(channel: string, userId: string | number, info?: unknown): Promise<Frame> {
    return this.enter(channel, JSON.stringify({ user_id: userId, user_info: info }));
  }

  signIn(user: { id: unknown } & Record<string, unknown>): void {
    const userData = JSON.stringify(user);
    this.send('pusher:signin', { auth: userAuth(this.socketId, userData), user_data: userData });
  }

  /** The next frame of that event. */
  event(name: string): Promise<Frame> {
    return this.frames.until((frame) => frame.event === name);
  }

  /** The first frame after the first `from` that matches. */
  next(from: number, matches: (frame: Frame) => boolean): Promise<Frame> {
    return this.frames.until((frame) => this.frames.items.indexOf(frame) >= from && matches(frame));
  }

  /** Resolves once everything sent before was answered: everything that followed from it has arrived. */
  async settled(): Promise<readonly Frame[]> {
    const from = this.frames.items.length;
    this.send('pusher:ping', {});
    await this.next(from, ({ event }) => event === 'pusher:pong');
    return this.frames.items;
  }

  /** Names of the events that arrived, in order. */
  events(): string[] {
    return this.frames.items.map(({ event }) => event);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}

/** The data of a frame; JSON in a string is read. */
export function dataOf({ data }: Frame): unknown {
  return typeof data === 'string' ? JSON.parse(data) : data;
}

function isAnswer({ event, channel }: Frame, to: string): boolean {
  const answers = ['pusher_internal:subscription_succeeded', 'pusher:subscription_error', 'pusher:error'];
  return answers.includes(event) && (channel === to || channel === undefined);
}
