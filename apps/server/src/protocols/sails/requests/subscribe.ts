import { SailsRefusal } from '../errors/sails-refusal.ts';
import type { Call, SocketChannels } from './call.ts';
import { subscribedChannels } from './channel-names.ts';

/** `POST /channel/subscribe`: all the channels named, or none; those that the socket is in already are no fault. */
export async function subscribe({ channels, parameters }: Call): Promise<object> {
  const socket = requireSocket(channels);
  await socket.enter(subscribedChannels(parameters.channel));
  return {};
}

/** @throws SailsRefusal `E_NOT_SOCKET` over HTTP, where there is nothing that could hear. */
export function requireSocket(channels: SocketChannels | null): SocketChannels {
  if (channels) return channels;
  throw notSocket();
}

export function notSocket(): SailsRefusal {
  return new SailsRefusal('E_NOT_SOCKET', 'Only a socket can subscribe: make this request over one.');
}
