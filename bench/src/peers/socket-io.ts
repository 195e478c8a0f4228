/**
 * Peer: Socket.IO 4 with its default settings; its room broadcast, which encodes a message once. `POST /publish` is what one
 * writes first for a backend: it proves nothing and keeps nothing.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { z } from 'zod';
import { peerPort } from './peer-port.ts';

const Message = z.object({ name: z.string(), data: z.string() });
const http = createServer((request, response) => {
  if (request.url !== '/publish') {
    response.end('ok');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { name, data } = Message.parse(JSON.parse(Buffer.concat(chunks).toString()));
    io.to('bench').emit(name, data);
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
});
const io = new Server(http);

io.on('connection', (socket) => {
  if (socket.handshake.query.role === 'reader') void socket.join('bench');
  else socket.on('publish', (body) => io.to('bench').emit('message', body));
});

http.listen(peerPort(), '127.0.0.1');
