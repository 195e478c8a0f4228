import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import { mirrorPayload, parseMirrorPayload } from './mirror-row.ts';

const messageOf = (body: Body): string =>
  parseMirrorPayload(
    mirrorPayload({
      kind: 'message',
      appId: 'acme',
      channel: 'pub-cache-x',
      at: 1,
      userId: null,
      id: '1',
      name: 'm',
      body,
    }),
  ).message;

test.each([
  ['text', Body.ofText('say "hi"'), 'say "hi"'],
  ['text that looks like JSON', Body.ofText('"hi"'), '"hi"'],
  ['a JSON string', Body.ofJson(' "say \\"hi\\"\\u00e9" '), 'say "hi"é'],
  ['an object, exactly as it came', Body.ofJson('{ "a": 1.0 }'), '{ "a": 1.0 }'],
  ['null', Body.ofValue(null), 'null'],
])('the message of %s', (_what, body, message) => {
  expect(messageOf(body)).toBe(message);
});
