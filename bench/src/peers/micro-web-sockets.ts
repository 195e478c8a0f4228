/** Peer: uWebSockets.js with its own publish/subscribe. It is not on npm; measured only where it is installed by hand. */
import { createRequire } from 'node:module';
import { z } from 'zod';
import { peerPort } from './peer-port.ts';

/** The little of its interface that is used here; the package brings no types that could be relied on. */
interface Socket {
  subscribe(topic: string): void;
  send(text: string): void;
  getUserData(): { role?: string };
}
interface UpgradeResponse {
  upgrade(data: object, key: string, protocol: string, extensions: string, context: unknown): void;
  end(text: string): void;
}
interface UpgradeRequest {
  getUrl(): string;
  getHeader(name: string): string;
}
interface Application {
  ws(pattern: string, behaviour: object): Application;
  any(pattern: string, handler: (response: UpgradeResponse) => void): Application;
  listen(host: string, port: number, done: (token: unknown) => void): Application;
  publish(topic: string, text: string): void;
}

const Library = z.object({ App: z.custom<() => Application>((value) => typeof value === 'function') });
const { App } = Library.parse(createRequire(import.meta.url)('uWebSockets.js'));

const app = App()
  .ws('/*', {
    upgrade(response: UpgradeResponse, request: UpgradeRequest, context: unknown) {
      response.upgrade(
        { role: request.getUrl() },
        request.getHeader('sec-websocket-key'),
        request.getHeader('sec-websocket-protocol'),
        request.getHeader('sec-websocket-extensions'),
        context,
      );
    },
    open(socket: Socket) {
      if (socket.getUserData().role === '/read') socket.subscribe('bench');
      socket.send('"ready"');
    },
    message(_socket: Socket, message: ArrayBuffer) {
      app.publish('bench', Buffer.from(message).toString());
    },
  })
  .any('/*', (response) => response.end('ok'))
  .listen('127.0.0.1', peerPort(), (token) => {
    if (!token) throw new Error('uWebSockets.js could not listen.');
  });
