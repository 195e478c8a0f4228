import { expect, test } from 'vitest';
import { ageOf, timedBody } from './body.ts';

test('a body has the size that was asked for and is JSON', () => {
  for (const bytes of [64, 128, 1000]) {
    const body = timedBody(bytes);
    expect(Buffer.byteLength(body)).toBe(bytes);
    expect(JSON.parse(body)).toHaveProperty('pad');
  }
});

test('the age of a message is read wherever its body stands, and only within its bounds', () => {
  const frame = Buffer.from(`before{"id":1,"data":${timedBody(128)}}after`);
  const age = ageOf(frame, 6, frame.length);
  expect(age).toBeGreaterThanOrEqual(-0.001);
  expect(age).toBeLessThan(10_000);
  expect(ageOf(frame, 6, 20)).toBeNull();
  const quoted = Buffer.from(`{"data":${JSON.stringify(timedBody(128))}}`);
  expect(ageOf(quoted, 0, quoted.length)).toBeLessThan(10_000);
  expect(ageOf(Buffer.from('{"ack":1}'), 0, 9)).toBeNull();
});
