import { expect, test } from 'vitest';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { LiveApp } from '../../../core/apps/live-app.ts';
import { subscribedChannels } from './channel-names.ts';
import { pushOf } from './push.ts';

const settings = JSON.stringify(AppSettings.parse({ limits: { bodyBytes: 100 } }));
const app = new LiveApp({ id: 'a', name: 'A', createdAt: 0, settings });

test('a push is named Message and says null where nothing else is said', () => {
  const { channels, name, body } = pushOf(app, { channel: 'room' });
  expect([channels, name, body.asJson()]).toEqual([['room'], 'Message', 'null']);
});

test('a text stays a text, everything else is JSON', () => {
  expect(pushOf(app, { channel: 'a', data: '{"a":1}' }).body).toMatchObject({
    format: 'text',
    text: '{"a":1}',
  });
  expect(pushOf(app, { channel: 'a', data: { a: [1, null] } }).body).toMatchObject({
    format: 'json',
    text: '{"a":[1,null]}',
  });
});

test('channels are counted once each, in the order in which they are named', () => {
  expect(pushOf(app, { channel: ['b', 'a', 'b'] }).channels).toEqual(['b', 'a']);
  expect(subscribedChannels(['b', 'a', 'b'])).toEqual(['b', 'a']);
});

test.each([[undefined], [null], ['']])(
  'without a channel (%j) sockets subscribe to Guest, and nothing is pushed',
  (channel) => {
    expect(subscribedChannels(channel)).toEqual(['Guest']);
    expect(() => pushOf(app, { channel })).toThrow(expect.objectContaining({ word: 'E_CHANNEL' }));
  },
);

test.each([
  [{ channel: 7 }, 'E_CHANNEL'],
  [{ channel: [] }, 'E_CHANNEL'],
  [{ channel: ['a', ''] }, 'E_CHANNEL'],
  [{ channel: ['a', 7] }, 'E_CHANNEL'],
  [{ channel: { a: 1 } }, 'E_CHANNEL'],
  [{ channel: 'x'.repeat(256) }, 'E_CHANNEL'],
  [{ channel: Array.from({ length: 101 }, (_, n) => `c${n}`) }, 'E_CHANNEL'],
  [{ channel: 'a', event: '' }, 'E_EVENT'],
  [{ channel: 'a', event: 7 }, 'E_EVENT'],
  [{ channel: 'a', event: 'x'.repeat(201) }, 'E_EVENT'],
  [{ channel: 'a', event: 'disconnect' }, 'E_EVENT'],
  [{ channel: 'a', event: 'sails:parseError' }, 'E_EVENT'],
  [{ channel: 'a', event: 'parley:deleted' }, 'E_EVENT'],
  [{ channel: 'a', data: 'x'.repeat(101) }, 'E_SIZE'],
])('%j is refused with %s', (parameters, word) => {
  expect(() => pushOf(app, parameters)).toThrow(expect.objectContaining({ word }));
});
