import { expect, test } from 'vitest';
import { BROADCAST_CHANNEL } from '../../core/rules/built-in-rules.ts';
import { Endpoint } from './endpoint.ts';
import { ENDPOINT_EVENTS, EndpointSettings } from './endpoint-settings.ts';
import { nativeFormat } from './native-format.ts';

function endpointFor(channels: readonly string[]): Endpoint {
  const settings = { url: 'https://example.com/', events: ENDPOINT_EVENTS, channels };
  const parts = {
    id: 'e',
    appId: 'a',
    createdAt: 1,
    sealedSecret: null,
    sealedHeaders: null,
    headerNames: [],
  };
  return new Endpoint(parts, EndpointSettings.parse(settings), nativeFormat);
}

test('who comes to the channel that every connection follows by itself, and who leaves it, is not told', () => {
  const endpoint = endpointFor([]);
  const told = ENDPOINT_EVENTS.filter((event) => endpoint.wants(event, BROADCAST_CHANNEL));
  expect(told).toEqual(['message']);
  expect(ENDPOINT_EVENTS.every((event) => endpoint.wants(event, 'pub-x'))).toBe(true);
});

test('patterns say what a webhook is about', () => {
  const endpoint = endpointFor(['room:*']);
  expect(endpoint.wants('message', 'room:1')).toBe(true);
  expect(endpoint.wants('message', 'pub-x')).toBe(false);
});
