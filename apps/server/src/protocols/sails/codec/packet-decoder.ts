import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { PACKET } from './packet-types.ts';
import { isSocketIoName } from './reserved-names.ts';

/** A packet as a client sent it. */
export interface IncomingPacket {
  readonly type: number;
  /** The namespace, with a query behind it from clients of Engine.IO 3. */
  readonly nsp: string;
  readonly id?: number;
  readonly data?: unknown;
}

/**
 * How often a client may ask to be let in, or into namespaces that there are not. Socket.IO refuses by itself, beside the outlet and
 * its budget: one that asks without end and reads nothing would fill the memory, and needs no key for it.
 */
const MOST_CONNECTS = 10;
const FORM = /^([0-4])(?:(\/[^,]*)(?:,|$))?(\d{1,15})?/;
const ConnectData = z.record(z.string(), z.unknown());
const EventData = z.tuple([z.string().refine((name) => !isSocketIoName(name))], z.unknown());

/**
 * Reads packets of Socket.IO, for its server to use instead of its own reader: the same protocol (5, and 4 as Engine.IO 3 carries
 * it) without its binary packets, which nothing of this service has a use for and which would be kept until all their parts
 * came. What is no packet throws; the server then ends the connection.
 */
export class PacketDecoder extends EventEmitter {
  #connects = 0;

  add(message: unknown): void {
    const packet = readPacket(message);
    if (packet.type === PACKET.connect) {
      this.#connects += 1;
      if (this.#connects > MOST_CONNECTS) throw new SyntaxError('The client asks too often to be let in.');
    }
    this.emit('decoded', packet);
  }

  destroy(): void {
    this.removeAllListeners();
  }
}

/** @throws SyntaxError for what is no packet that a client may send. */
export function readPacket(message: unknown): IncomingPacket {
  const [head, digit, nsp = '/', id] = (typeof message === 'string' && FORM.exec(message)) || [];
  if (typeof message !== 'string' || head === undefined) throw new SyntaxError('This is no packet.');
  const text = message.slice(head.length);
  const type = Number(digit);
  const data = text === '' ? undefined : dataOf(type, JSON.parse(text));
  if (data === undefined && (type === PACKET.event || type === PACKET.ack)) {
    throw new SyntaxError('The packet has no data.');
  }
  return {
    type,
    nsp,
    ...(id === undefined ? {} : { id: Number(id) }),
    ...(data === undefined ? {} : { data }),
  };
}

function dataOf(type: number, value: unknown): unknown {
  switch (type) {
    case PACKET.connect:
      if (ConnectData.safeParse(value).success) return value;
      break;
    case PACKET.event:
      if (EventData.safeParse(value).success) return value;
      break;
    case PACKET.ack:
      if (Array.isArray(value)) return value;
      break;
  }
  throw new SyntaxError('The packet has data that it cannot have.');
}
