import { WebSocket } from 'ws';
import { z } from 'zod';
import { collected } from '../harness/collect.ts';
import type { TestServer } from '../harness/test-server.ts';

const Packet = z.record(z.string(), z.unknown());
export type Packet = z.infer<typeof Packet>;

const Response = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  error: z.unknown().optional(),
});
export type Response = z.infer<typeof Response>;

/** A client of the protocol spoken by hand: every packet is seen, nothing is done for it. */
export class SamaClient implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly packets = collected<Packet>();
  readonly closed: Promise<number>;
  #requests = 0;

  private constructor(url: string) {
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('message', (data) => this.packets.push(Packet.parse(JSON.parse(String(data)))));
    // A failed connection closes, which is where it is noticed.
    this.socket.on('error', () => {});
  }

  static async open(server: TestServer, path = '/'): Promise<SamaClient> {
    const client = new SamaClient(`${server.wsUrl}${path}`);
    await new Promise((resolve) => {
      client.socket.once('open', resolve);
      client.socket.once('close', resolve);
    });
    return client;
  }

  /** Sends a packet, or a text or bytes as they are. */
  send(packet: object | string | Buffer): void {
    const isRaw = typeof packet === 'string' || Buffer.isBuffer(packet);
    this.socket.send(isRaw ? packet : JSON.stringify(packet));
  }

  /** Sends a request, and resolves with what stands in its response. */
  async ask(name: string, body: unknown = {}): Promise<Response> {
    this.#requests += 1;
    const id = `r${this.#requests}`;
    this.send({ request: { [name]: body, id } });
    return this.response(id);
  }

  /** The error that a request is answered with. */
  async refusal(name: string, body: unknown = {}): Promise<unknown> {
    return (await this.ask(name, body)).error;
  }

  async response(id: string | number): Promise<Response> {
    const packet = await this.packets.until(({ response }) => Response.safeParse(response).data?.id === id);
    return Response.parse(packet.response);
  }

  /** The first packet with such a key that matches. */
  async event(key: string, matches: (value: unknown) => boolean = () => true): Promise<unknown> {
    return (await this.packets.until((packet) => key in packet && matches(packet[key])))[key];
  }

  /** Resolves with all packets, once what was sent before was answered: everything that followed from it has arrived. */
  async settled(): Promise<readonly Packet[]> {
    await this.ask('ping');
    return this.packets.items;
  }

  /** All values that came under that key until now. */
  events(key: string): unknown[] {
    return this.packets.items.filter((packet) => key in packet).map((packet) => packet[key]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}
