import { textFrame } from '../../../wire/server-frame.ts';
import type { ErrorForm } from '../errors/designed-errors.ts';
import { type ClientPacket, entriesOf, idOf, type PacketId } from './client-packet.ts';

const MAX_ECHOED = 100;

/** A packet as the bytes that go on the wire. */
export function frameOf(packet: object): Buffer {
  return textFrame(JSON.stringify(packet));
}

/** The answer to a request, whichever of the two ways it came. */
export function responsePacket({ id }: { readonly id?: PacketId }, result: object): object {
  return { response: { ...(id === undefined ? {} : { id }), ...result } };
}

/** That something was taken. The real clients wait for one of the two keys, those of the document for the other. */
export function acknowledgement(of: object): object {
  return { ask: of, ack: of };
}

/**
 * What is wrong with a packet, in the form in which its sender looks for it: as a response, or under the name that the
 * packet had, with the id of what it was about.
 */
export function errorPacket(packet: ClientPacket, error: ErrorForm | string): object {
  if (packet.kind !== 'bare') return responsePacket(packet.kind === 'empty' ? {} : packet, { error });
  const { name, body, ...sibling } = packet;
  const inner = idOf(entriesOf(body) ?? []);
  const id = inner.id ?? sibling.id;
  return { [name.slice(0, MAX_ECHOED)]: { ...(id === undefined ? {} : { id }), error } };
}
