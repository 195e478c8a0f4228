import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PacketDecoder, readPacket } from './packet-decoder.ts';

test.each([
  ['0', { type: 0, nsp: '/' }],
  ['0{"key":"k"}', { type: 0, nsp: '/', data: { key: 'k' } }],
  ['0/admin,', { type: 0, nsp: '/admin' }],
  ['0/?key=k', { type: 0, nsp: '/?key=k' }],
  ['1', { type: 1, nsp: '/' }],
  ['2["post",{"url":"/x"}]', { type: 2, nsp: '/', data: ['post', { url: '/x' }] }],
  ['217["post",{}]', { type: 2, nsp: '/', id: 17, data: ['post', {}] }],
  ['2/admin,3["get"]', { type: 2, nsp: '/admin', id: 3, data: ['get'] }],
  ['35[]', { type: 3, nsp: '/', id: 5, data: [] }],
])('reads %s', (text, packet) => {
  expect(readPacket(text)).toEqual(packet);
  const heard: unknown[] = [];
  const decoder = new PacketDecoder().on('decoded', (read) => heard.push(read));
  decoder.add(text);
  expect(heard).toEqual([packet]);
});

test.each([
  ['nothing', ''],
  ['an unknown type', '9["x"]'],
  ['binary packets', '51-["x",{"_placeholder":true,"num":0}]'],
  ['bytes', Buffer.from('2["post",{}]')],
  ['an event without data', '2'],
  ['an event without a name', '2[{}]'],
  ['an event that is no list', '2{"post":1}'],
  ['names that Socket.IO keeps for itself', '2["disconnect"]'],
  ['an acknowledgement without data', '34'],
  ['data to connect with that is no object', '0null'],
  ['a list to connect with', '0[]'],
  ['text behind a goodbye', '1{}'],
  ['JSON that is none', '2["post",'],
  ['an id beyond counting', '29999999999999999999["post"]'],
])('%s are no packets', (_what, message) => {
  expect(() => readPacket(message)).toThrow(SyntaxError);
});

test('a client may ask ten times to be let in', () => {
  const decoder = new PacketDecoder();
  for (let n = 0; n < 10; n += 1) decoder.add('0/nowhere,');
  decoder.add('2["post",{}]');
  expect(() => decoder.add('0')).toThrow(SyntaxError);
});

test('whatever comes is read or refused, and nothing else happens', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `2${text}`),
        fc.json(),
      ),
      (text) => {
        try {
          readPacket(text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(SyntaxError);
        }
      },
    ),
  );
});
