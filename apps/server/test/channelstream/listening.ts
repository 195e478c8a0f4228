import { WebSocket } from 'ws';
import { z } from 'zod';
import { collected } from '../harness/collect.ts';
import type { TestServer } from '../harness/test-server.ts';
import { type Answered, answered } from './http-caller.ts';

/** A message as clients get it. */
export const Told = z.looseObject({
  type: z.string(),
  uuid: z.string(),
  channel: z.string().nullable(),
  user: z.string().nullish(),
  message: z.unknown().optional(),
  catchup: z.boolean().optional(),
});
export type Told = z.infer<typeof Told>;

/** Somebody who listens by WebSocket, and sees every frame. */
export class SocketClient implements AsyncDisposable {
  readonly socket: WebSocket;
  /** One to a frame: an empty array is a heartbeat. */
  readonly frames = collected<readonly Told[]>();
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #opened: Promise<unknown>;

  constructor(server: TestServer, query: string) {
    this.socket = new WebSocket(`${server.wsUrl}/ws${query}`, { perMessageDeflate: false });
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    this.#opened = new Promise((resolve) => this.socket.once('open', resolve));
    this.socket.on('message', (data) => this.frames.push(z.array(Told).parse(JSON.parse(String(data)))));
    // A failed connection closes, which is where it is noticed.
    this.socket.on('error', () => {});
  }

  /** Listens on a connection. Resolves once it does, or is closed. */
  static async open(server: TestServer, connId: string): Promise<SocketClient> {
    const client = new SocketClient(server, `?conn_id=${connId}`);
    await Promise.race([client.#opened, client.closed]);
    return client;
  }

  /** Everything that was told so far. */
  get told(): Told[] {
    return this.frames.items.flat();
  }

  /** The first message, earlier ones included, with this text. */
  async says(text: string): Promise<Told> {
    const [told] = await this.frames.until(([first]) => textOf(first) === text);
    return Told.parse(told);
  }

  /** The first of this type. */
  async tells(type: string): Promise<Told> {
    const [told] = await this.frames.until(([first]) => first?.type === type);
    return Told.parse(told);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}

/** One long-polling request. */
export async function poll(server: TestServer, query: string, signal?: AbortSignal): Promise<Answered> {
  return answered(await fetch(`${server.url}/listen${query}`, signal ? { signal } : {}));
}

/** What was told, as short words: the text of a message or the type of anything else, with `!` for what came late. */
export function words(told: readonly Told[]): string[] {
  return told.map((one) => `${textOf(one) ?? one.type}${one.catchup ? '!' : ''}`);
}

function textOf(told: Told | undefined): string | undefined {
  return told?.type === 'message'
    ? z.object({ text: z.string() }).safeParse(told.message).data?.text
    : undefined;
}
