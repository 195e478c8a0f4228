import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulatedRuntime } from '../../src/runtime/simulated-runtime.ts';
import { APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { channelstreamConnection } from './channelstream-connection.ts';
import { Garbage } from './garbage.ts';
import { RudeClient } from './rude-clients.ts';

const CONNECTIONS = 1000;
const AT_ONCE = 50;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test(`${CONNECTIONS} connections that speak no HTTP are refused or closed, and nothing else comes of them`, async () => {
  const garbage = new Garbage(simulatedRuntime({ seed: 5 }).chance);
  for (let opened = 0; opened < CONNECTIONS; opened += AT_ONCE) {
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, async () =>
        (await RudeClient.connect(server.url)).say(noHttp(garbage)),
      ),
    );
    expect(answers.filter((answer) => answer !== '' && !/^HTTP\/1\.1 [1-4]\d\d /.test(answer))).toEqual([]);
  }
  expect(server.errors).toEqual([]);
});

const POST = 'POST /api/v1/channels/room:1/events HTTP/1.1\r\nHost: parley\r\n';

/** Requests whose end two servers in a row could see at different places. */
const AMBIGUOUS: Readonly<Record<string, string>> = {
  'two lengths': `${POST}Content-Length: 3\r\nContent-Length: 30\r\n\r\n{}\n`,
  'a length and chunks': `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
  'chunks that are not the last coding': `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  'a length with a sign': `${POST}Content-Length: +3\r\n\r\nabc`,
  'a header without a name': `${POST}: x\r\n\r\n`,
  'a space before the colon': `${POST}Content-Length : 3\r\n\r\nabc`,
  'a chunk size that is none': `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`,
  'a header that is too large': `${POST}X: ${'x'.repeat(100_000)}\r\n\r\n`,
};

test.each(Object.entries(AMBIGUOUS))(
  'a request with %s is refused, and what follows it is not served',
  async (_, bytes) => {
    const client = await RudeClient.connect(server.url);
    const answer = await client.say(`${bytes}GET /healthz HTTP/1.1\r\nHost: parley\r\n\r\n`);
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d)/g)].map(([, first]) => first);
    expect(new Set(statuses)).toEqual(new Set(['4']));
  },
);

const MASK = [0, 0, 0, 0];

/** What RFC 6455 forbids a client to send, and the code it is to be told. */
const VIOLATIONS: Readonly<Record<string, readonly [bytes: readonly number[], code: number]>> = {
  'an unmasked frame': [[0x81, 0x01, 0x61], 1002],
  'a reserved bit': [[0xc1, 0x81, ...MASK, 0x61], 1002],
  'a reserved opcode': [[0x83, 0x81, ...MASK, 0x61], 1002],
  'a ping in fragments': [[0x09, 0x80, ...MASK], 1002],
  'a ping of 126 bytes': [[0x89, 0xfe, 0, 126, ...MASK], 1002],
  'a continuation of nothing': [[0x80, 0x81, ...MASK, 0x61], 1002],
  'a length beyond all numbers': [[0x81, 0xff, 255, 255, 255, 255, 255, 255, 255, 255], 1009],
  'a message of nine megabytes': [[0x81, 0xff, 0, 0, 0, 0, 0, 0x90, 0, 0, ...MASK], 1009],
  'text that is not UTF-8': [[0x81, 0x82, ...MASK, 0xc3, 0x28], 1007],
  'a close code that is none': [[0x88, 0x82, ...MASK, 0x03, 0xe7], 1002],
};

/** Where clients of each way to speak WebSocket connect. */
const PLACES: Readonly<Record<string, () => string | Promise<string>>> = {
  native: () => '/trpc?connectionParams=1',
  Channelstream: async () => `/ws?conn_id=${await channelstreamConnection(server)}`,
  'Engine.IO 3': () => `/socket.io/?EIO=3&transport=websocket&key=${APP_SECRET}`,
  'Engine.IO 4': () => `/socket.io/?EIO=4&transport=websocket&key=${APP_SECRET}`,
};

const CASES = Object.entries(PLACES).flatMap(([place, pathOf]) =>
  Object.entries(VIOLATIONS).map(([what, [bytes, code]]) => ({ place, pathOf, what, bytes, code })),
);

test.each(CASES)(
  'a $place WebSocket that sends $what is closed, and told why',
  async ({ pathOf, bytes, code }) => {
    const client = await RudeClient.connect(server.url);
    await client.handshake(await pathOf());
    const answer = Buffer.from(await client.say(Buffer.from(bytes)), 'latin1');
    const [opcode, , high = 0, low = 0] = answer.subarray(-4);
    expect(opcode).toBe(0x88);
    expect(high * 256 + low).toBe(code);
  },
);

test('handshakes that are none get an HTTP answer', async () => {
  const get = 'GET /trpc HTTP/1.1\r\nHost: parley\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
  const answers = [
    `${get}Sec-WebSocket-Version: 13\r\n\r\n`,
    `${get}Sec-WebSocket-Version: 99\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    `${get}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n`,
    `${get}Origin: https://evil.example\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    get.replace('/trpc', '/ws').concat('Sec-WebSocket-Version: 13\r\n\r\n'),
    get.replace('/trpc', '/socket.io/').concat('Sec-WebSocket-Version: 13\r\n\r\n'),
  ].map(async (bytes) => (await RudeClient.connect(server.url)).say(bytes));
  const statuses = (await Promise.all(answers)).map((answer) => Number(answer.split(' ')[1]));
  expect(statuses).toEqual([400, 400, 400, 403, 400, 400]);
  expect(server.errors).toEqual([]);
});

function noHttp(garbage: Garbage): Buffer {
  const line = garbage.pick([
    '',
    'GET / HTTP/1.1\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    `${garbage.text(10)} ${garbage.text(50)} HTTP/1.1\r\n\r\n`,
    'GET /\r\n\r\n',
    'CONNECT evil:443 HTTP/1.1\r\nHost: evil\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nHost: parley\r\n\r\n',
    'POST /trpc/channels.publish HTTP/1.1\r\nHost: parley\r\nContent-Length: 100\r\n\r\n{',
    'GET /trpc HTTP/1.1\r\nHost: parley\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
  ]);
  return Buffer.concat([Buffer.from(line), garbage.bytes(300)]);
}
