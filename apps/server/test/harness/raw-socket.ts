import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import { z } from 'zod';
import { type Collected, collected } from './collect.ts';
import type { TestServer } from './test-server.ts';

const CloseReason = z.object({ code: z.string(), retryAfterMs: z.number().optional() });

/** A WebSocket on the native path that shows every frame and how the connection was closed. */
export interface RawSocket extends Disposable {
  readonly frames: Collected<unknown>;
  readonly closed: Promise<{ code: number; reason: z.infer<typeof CloseReason> | null }>;
  send(frame: unknown): void;
  terminate(): void;
}

/** Connects with these connection parameters; resolves when the handshake is done. */
export async function rawSocket(
  server: TestServer,
  params: Readonly<Record<string, string>> | null,
  options: ClientOptions = {},
): Promise<RawSocket> {
  const socket = new WebSocket(
    `${server.wsUrl}/trpc${params === null ? '' : '?connectionParams=1'}`,
    options,
  );
  const frames = collected<unknown>();
  socket.on('message', (data) => {
    const text = String(data);
    frames.push(text === 'PONG' ? text : JSON.parse(text));
  });
  const closed = new Promise<Awaited<RawSocket['closed']>>((resolve) => {
    socket.once('close', (code, reason) => {
      const text = reason.toString();
      resolve({ code, reason: text === '' ? null : CloseReason.parse(JSON.parse(text)) });
    });
  });
  await once(socket, 'open');
  if (params !== null) socket.send(JSON.stringify({ method: 'connectionParams', data: params }));
  return {
    frames,
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    terminate: () => socket.terminate(),
    [Symbol.dispose]: () => socket.terminate(),
  };
}
