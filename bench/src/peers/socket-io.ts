/** Peer: Socket.IO 4 with its default settings; its room broadcast, which encodes a message once. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { peerPort } from './peer-port.ts';

const http = createServer((_request, response) => response.end('ok'));
const io = new Server(http);

io.on('connection', (socket) => {
  if (socket.handshake.query.role === 'reader') void socket.join('bench');
  else socket.on('publish', (body) => io.to('bench').emit('message', body));
});

http.listen(peerPort(), '127.0.0.1');
