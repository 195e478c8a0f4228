import type { Call } from './call.ts';
import { subscribedChannels } from './channel-names.ts';
import { requireSocket } from './subscribe.ts';

/** `POST /channel/unsubscribe`. Leaving what the socket is not in is no fault. */
export function unsubscribe({ channels, parameters }: Call): object {
  const socket = requireSocket(channels);
  socket.leave(subscribedChannels(parameters.channel));
  return {};
}
