import { socketAddress } from './address.ts';
import { Connection } from './connection/connection.ts';
import type { ConnectionState } from './connection/connection-state.ts';
import type { Credentials } from './connection/credentials.ts';
import { type WatchWake, watchPageWake } from './connection/wake.ts';
import { Calls } from './rpc/calls.ts';
import type { Runtime } from './runtime/runtime.ts';
import { systemRuntime } from './runtime/system-runtime.ts';
import type { OpenSocket, WebSocketClass } from './socket/socket.ts';
import { webSocketOpener } from './socket/web-socket.ts';

/** The outside world; replaced as a whole by simulations. */
export interface World {
  readonly runtime: Runtime;
  readonly openSocket: OpenSocket;
  readonly watchWake: WatchWake;
}

/** A connection and the calls over it. */
export interface Session {
  readonly connection: Connection;
  readonly calls: Calls;
}

export interface SessionOptions {
  readonly url: string;
  readonly credentials: Credentials;
  readonly world: World;
  /** Told after the calls are. */
  readonly stateChanged: (state: ConnectionState) => void;
}

/** The platform: its clock, its sockets (or the class given), its signs of waking. */
export function platformWorld(webSocket: WebSocketClass | undefined): World {
  return { runtime: systemRuntime, openSocket: webSocketOpener(webSocket), watchWake: watchPageWake };
}

/** Joins a connection and its calls. Nothing is opened before something is asked. */
export function createSession({ url, credentials, world, stateChanged }: SessionOptions): Session {
  const connection = new Connection({ url: socketAddress(url), credentials, ...world });
  const calls = new Calls(connection);
  connection.attach({
    frame: (frame) => calls.frame(frame),
    stateChanged(state, previous) {
      calls.stateChanged(state, previous);
      stateChanged(state);
    },
  });
  return { connection, calls };
}
