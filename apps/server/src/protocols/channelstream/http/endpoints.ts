import type { Endpoint } from './endpoint.ts';
import { channelConfig } from './endpoints/channel-config.ts';
import { connect } from './endpoints/connect.ts';
import { disconnect } from './endpoints/disconnect.ts';
import { info } from './endpoints/info.ts';
import { listen } from './endpoints/listen.ts';
import { plainSocket } from './endpoints/plain-socket.ts';
import { subscribe } from './endpoints/subscribe.ts';
import { unsubscribe } from './endpoints/unsubscribe.ts';
import { userState } from './endpoints/user-state.ts';
import { deleteMessage } from './messages/delete-message.ts';
import { patchMessage } from './messages/patch-message.ts';
import { postMessage } from './messages/post-message.ts';

/** Everything that the protocol answers over HTTP, beside its administration. */
export const ENDPOINTS: readonly Endpoint[] = [
  connect,
  subscribe,
  unsubscribe,
  userState,
  disconnect,
  listen,
  plainSocket,
  channelConfig,
  info,
  postMessage,
  patchMessage,
  deleteMessage,
];
