import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ClientOptions, WebSocket } from 'ws';
import type { TestServer } from '../harness/test-server.ts';

/** What a handshake that must fail is answered with. */
export async function handshakeAnswer(
  server: TestServer,
  headers: Readonly<Record<string, string>>,
  { path = '/', ...options }: ClientOptions & { path?: string } = {},
): Promise<{ status: number | undefined; body: string }> {
  const socket = new WebSocket(`${server.wsUrl}${path}`, { ...options, headers });
  socket.on('error', () => {});
  const answered = once(socket, 'unexpected-response');
  const opened = once(socket, 'open').then(() => {
    socket.terminate();
    throw new Error('The handshake was accepted.');
  });
  const [, response]: [unknown, IncomingMessage] = await Promise.race([
    answered.then(([request, found]) => [request, found] as [unknown, IncomingMessage]),
    opened,
  ]);
  const body = await text(response);
  socket.terminate();
  return { status: response.statusCode, body };
}
