/** Peer: what one writes first with `ws`. The message is turned into text for every client. */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { peerPort } from './peer-port.ts';

const http = createServer((_request, response) => response.end('ok'));
const server = new WebSocketServer({ server: http });
const readers = new Set<WebSocket>();

server.on('connection', (socket, request) => {
  if (request.url === '/publish') {
    socket.on('message', (data) => broadcast(JSON.parse(String(data))));
  } else {
    readers.add(socket);
    socket.on('close', () => readers.delete(socket));
  }
  socket.send('"ready"');
});

function broadcast(message: unknown): void {
  for (const reader of readers) reader.send(JSON.stringify(message));
}

http.listen(peerPort(), '127.0.0.1');
