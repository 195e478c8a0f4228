import type { Garbage } from './garbage.ts';
import type { BadFrame } from './garbage-frames.ts';

const REQUEST = JSON.stringify(['post', { url: '/wssv/send', data: { channel: 'room:1', data: 1 } }]);

/** A Socket.IO packet with something wrong about it, or what is no packet at all. */
export function badPacket(garbage: Garbage): BadFrame {
  return garbage.pick<() => BadFrame>([
    () => garbage.bytes(100),
    () => garbage.text(100),
    () => `42${garbage.brokenJson(REQUEST)}`,
    () => `42${JSON.stringify(garbage.value())}`,
    () => oddRequest(garbage),
    () => oddRequest(garbage),
    () => `4${garbage.pick(['', '0', '1', '3', '5', '6', '9'])}${garbage.text(50)}`,
    () => `40/${garbage.text(20)},{"key":${JSON.stringify(garbage.value())}}`,
    () => `${garbage.below(10)}${REQUEST}`,
    () =>
      `45${garbage.pick(['1', '0', '99', '-1', ''])}-["a",{"_placeholder":true,"num":${garbage.below(3) - 1}}]`,
  ])();
}

/** A virtual request in order but for what it asks. */
function oddRequest(garbage: Garbage): string {
  const verb = garbage.pick<unknown>(['post', 'get', 'delete', 'constructor', garbage.value()]);
  const url = garbage.pick<unknown>([
    '/wssv/send',
    '/wssv/message',
    '/channel/subscribe',
    '/%',
    garbage.value(),
  ]);
  const asked = { url, data: garbage.value(), headers: garbage.value(), method: garbage.value() };
  return `42${garbage.below(1e6)}${JSON.stringify([verb, garbage.below(4) > 0 ? asked : garbage.value()])}`;
}
