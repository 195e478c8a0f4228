/** Peer: tRPC's own WebSocket adapter, with a subscription written as its documentation shows: a generator per reader. */
import { EventEmitter, on } from 'node:events';
import { createServer } from 'node:http';
import { initTRPC, tracked } from '@trpc/server';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { peerPort } from './peer-port.ts';

const t = initTRPC.create();
const events = new EventEmitter().setMaxListeners(0);
let lastId = 0;

const router = t.router({
  hello: t.procedure.mutation(() => 'hello'),
  publish: t.procedure.input(z.object({ bench: z.number(), pad: z.string() })).mutation(({ input }) => {
    lastId += 1;
    events.emit('message', { id: String(lastId), data: input });
    return lastId;
  }),
  follow: t.procedure.subscription(async function* ({ signal }) {
    for await (const [message] of on(events, 'message', signal ? { signal } : {})) {
      yield tracked(message.id, message.data);
    }
  }),
});

const http = createServer((_request, response) => response.end('ok'));
applyWSSHandler({ wss: new WebSocketServer({ server: http }), router });
http.listen(peerPort(), '127.0.0.1');
