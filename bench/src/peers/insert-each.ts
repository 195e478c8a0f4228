/**
 * Peer: what one writes first to store messages: one INSERT per message on a pool of connections, acknowledged after
 * its commit. It checks no rights and counts no offsets, so that the ratio says what a group commit gives at least.
 */
import { createServer } from 'node:http';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { peerPort } from './peer-port.ts';

const Message = z.object({ id: z.int(), channel: z.string(), name: z.string(), data: z.unknown() });
const INSERT = 'INSERT INTO bench_message (channel, name, body, at) VALUES ($1, $2, $3, $4) RETURNING id';

const pool = new pg.Pool({
  connectionString: process.env.BENCH_DATABASE_URL,
  max: Number(process.env.BENCH_POOL ?? 20),
});
await pool.query(
  'CREATE TABLE IF NOT EXISTS bench_message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ' +
    'channel text NOT NULL, name text NOT NULL, body text NOT NULL, at bigint NOT NULL)',
);

const http = createServer((_request, response) => response.end('ok'));
const server = new WebSocketServer({ server: http });
server.on('connection', (socket) => {
  socket.on('message', async (data) => socket.send(await answerTo(String(data))));
  socket.send('"ready"');
});
http.listen(peerPort(), '127.0.0.1');

async function answerTo(text: string): Promise<string> {
  try {
    const { id, channel, name, data } = Message.parse(JSON.parse(text));
    const insert = {
      name: 'insert',
      text: INSERT,
      values: [channel, name, JSON.stringify(data), Date.now()],
    };
    const { rows } = await pool.query(insert);
    return JSON.stringify({ ack: id, stored: rows[0] });
  } catch (cause) {
    return JSON.stringify({ error: String(cause) });
  }
}
