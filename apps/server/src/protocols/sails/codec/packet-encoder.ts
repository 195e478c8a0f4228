import { Answer } from './answer.ts';
import { PACKET } from './packet-types.ts';

/** A packet as Socket.IO's server wants to send it. */
export interface OutgoingPacket {
  readonly type: number;
  readonly nsp?: string;
  readonly id?: number;
  readonly data?: unknown;
}

/**
 * Writes packets of Socket.IO, for its server to use instead of its own writer. An {@link Answer} it does not write but hands to
 * the outlet of its connection: what the server writes itself is counted nowhere, and a client that asks without reading the
 * answers must not fill the memory.
 */
export class PacketEncoder {
  encode(packet: OutgoingPacket): string[] {
    const { type, id, data } = packet;
    const [answer]: unknown[] = Array.isArray(data) ? data : [];
    if (type === PACKET.ack && id !== undefined && answer instanceof Answer) {
      answer.send(id);
      return [];
    }
    return [packetText(packet)];
  }
}

function packetText({ type, nsp = '/', id, data }: OutgoingPacket): string {
  const name = nsp === '/' ? '' : `${nsp},`;
  const json = data === undefined || data === null ? '' : JSON.stringify(data);
  return `${type}${name}${id ?? ''}${json}`;
}
