import { nodeWebSocket } from './node-web-socket.ts';
import type { OpenSocket, Socket, SocketEvents, WebSocketClass, WebSocketLike } from './socket.ts';

const NO_CODE = 1006;
const GOODBYE = 1000;

/**
 * Opens real WebSockets: with the class given, else the platform's own, else (Node 20 has none) with the `ws` package,
 * which is loaded only then.
 */
export function webSocketOpener(given: WebSocketClass | undefined): OpenSocket {
  return (url, events) => {
    const webSocket = given ?? platformWebSocket();
    return webSocket ? openNow(webSocket, url, events) : openLater(nodeWebSocket(), url, events);
  };
}

function platformWebSocket(): WebSocketClass | undefined {
  return typeof WebSocket === 'undefined' ? undefined : WebSocket;
}

function openNow(webSocket: WebSocketClass, url: string, events: SocketEvents): Socket {
  let inner: WebSocketLike;
  try {
    inner = new webSocket(url);
  } catch (fault) {
    return unopened(events, fault);
  }
  inner.onopen = () => events.opened();
  inner.onmessage = (event: { data: unknown }) => {
    if (typeof event.data === 'string') events.message(event.data);
  };
  inner.onclose = (event: { code: number; reason: string }) => events.closed(event.code, event.reason);
  // A `close` event follows every `error`; without a listener, `ws` would throw instead.
  inner.onerror = () => {};
  return {
    send: (text) => inner.send(text),
    drop(hung) {
      inner.onopen = inner.onmessage = inner.onclose = null;
      if (hung && inner.terminate) inner.terminate();
      else inner.close(GOODBYE);
    },
  };
}

/** The class arrives later; until then the socket is merely a promise that can be dropped. */
function openLater(loading: Promise<WebSocketClass>, url: string, events: SocketEvents): Socket {
  let inner: Socket | null = null;
  let dropped = false;
  loading.then(
    (webSocket) => {
      if (!dropped) inner = openNow(webSocket, url, events);
    },
    (fault: unknown) => {
      if (!dropped) inner = unopened(events, fault);
    },
  );
  return {
    send: (text) => inner?.send(text),
    drop(hung) {
      dropped = true;
      inner?.drop(hung);
    },
  };
}

/** A socket that never came to be, for a reason that its owner is told in the next turn, as by a real one. */
function unopened(events: SocketEvents, fault: unknown): Socket {
  let dropped = false;
  queueMicrotask(() => {
    if (!dropped) events.closed(NO_CODE, fault instanceof Error ? fault.message : String(fault));
  });
  return {
    send: () => {},
    drop: () => {
      dropped = true;
    },
  };
}
