import { WebSocket } from 'ws';
import { z } from 'zod';

const Packet = z.record(z.string(), z.unknown());
const Fields = z.record(z.string(), z.unknown());
/** A request is answered with its id, always. */
const Response = z.looseObject({ id: z.string(), error: z.unknown().optional() });
const Acknowledgement = z.looseObject({ mid: z.string(), server_mid: z.string(), t: z.number() });

/** What a live packet is called, and what it says. */
export type LiveEvent = readonly [name: string, value: Readonly<Record<string, unknown>>];

const EVENTS = [
  'message',
  'message_read',
  'message_edit',
  'message_delete',
  'message_reactions_update',
  'typing',
  'last_activity',
] as const;

interface Pending {
  /** What of the answer is given to whoever asked; null: the answer itself. */
  readonly key: string | null;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * A model of the web client's SDK, made of what is known of it: what it sends, what it wants of answers, and all the ways in
 * which it breaks. Where the real one throws in the handler of its socket, this one notes a fault.
 */
export class WebClientSdk implements AsyncDisposable {
  /** What the real one could not have lived with. */
  readonly faults: string[] = [];
  readonly closed: Promise<unknown>;
  readonly #socket: WebSocket;
  readonly #pending = new Map<string, Pending>();
  readonly #heard: (event: LiveEvent) => void;
  #requests = 0;

  private constructor(socket: WebSocket, heard: (event: LiveEvent) => void) {
    this.#socket = socket;
    this.#heard = heard;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data, isBinary) => this.#receive(String(data), isBinary));
  }

  /** Connects to the bare origin. Nothing is sent by that. */
  static async open(url: string, origin: string, heard: (event: LiveEvent) => void): Promise<WebClientSdk> {
    // As in a browser: what follows from one packet is done before the next is told.
    const socket = new WebSocket(url, { origin, allowSynchronousEvents: false });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new WebClientSdk(socket, heard);
  }

  /** Resolves with what stands under `key`; rejects with the server's own text, or if there is nothing. */
  request(name: string, body: unknown, key: string | null): Promise<unknown> {
    this.#requests += 1;
    const id = `${name}:${this.#requests}`;
    return this.#waiting(id, key, { request: { [name]: body, id } });
  }

  /** Resolves with the acknowledgement. */
  async say(message: { readonly id: string; readonly [field: string]: unknown }) {
    return Acknowledgement.parse(await this.#waiting(message.id, null, { message }));
  }

  /** What it makes of this promise is never resolved, and may be rejected for the next message. */
  typing(cid: string): void {
    this.#waiting(`typing:${cid}`, null, { typing: { cid } }).catch(() => {
      this.faults.push('a word about typing was rejected');
    });
  }

  #waiting(id: string, key: string | null, packet: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending.delete(id);
      this.#pending.set(id, { key, resolve, reject });
      this.#socket.send(JSON.stringify(packet));
    });
  }

  #receive(text: string, isBinary: boolean): void {
    try {
      if (isBinary) throw new Error('a binary frame');
      this.#handle(Packet.parse(JSON.parse(text)));
    } catch (error) {
      this.faults.push(`${text} made it throw ${String(error)}`);
    }
  }

  #handle(packet: z.infer<typeof Packet>): void {
    const message = Object(packet.message);
    if ('response' in packet) this.#answered(Response.parse(packet.response));
    else if ('ask' in packet) {
      const { mid } = z.looseObject({ mid: z.string() }).parse(packet.ask);
      this.#take(mid).resolve(packet.ask);
    } else if ('error' in message) this.#newest().reject(new Error(messageOf(message.error)));
    else {
      const system = packet.system_message ?? message.system_message;
      if (system !== undefined) this.#heard(['system_message', Fields.parse(system)]);
      else this.#tell(packet);
    }
  }

  #tell(packet: z.infer<typeof Packet>): void {
    const name = EVENTS.find((event) => event in packet);
    if (name === undefined) throw new Error('a packet of no kind it knows');
    this.#heard([name, Fields.parse(packet[name])]);
  }

  #answered({ id, error, ...answer }: z.infer<typeof Response>): void {
    const { key, resolve, reject } = this.#take(id);
    const value = key === null ? answer : answer[key];
    if (error !== undefined) reject(new Error(messageOf(error)));
    else if (value) resolve(value);
    else reject(new Error('Server error.'));
  }

  #take(id: string): Pending {
    const pending = this.#pending.get(id);
    if (pending === undefined) throw new Error(`nobody asked for ${id}`);
    this.#pending.delete(id);
    return pending;
  }

  #newest(): Pending {
    const id = [...this.#pending.keys()].at(-1);
    return this.#take(id ?? 'anything');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.terminate();
    await this.closed;
  }
}

/** What is shown to people: errors are objects with a text, and a few are texts. */
function messageOf(error: unknown): string {
  return typeof error === 'string' ? error : z.looseObject({ message: z.string() }).parse(error).message;
}
