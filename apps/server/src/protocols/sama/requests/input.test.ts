import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorInPacket } from '../errors/error-form-of.ts';
import { SamaRefusal } from '../errors/sama-refusal.ts';
import { DeviceId, Moment } from './field.ts';
import { bare, type Input, inputOf } from './input.ts';

const Body = inputOf(
  z.strictObject({ b: z.string(), a: z.number().max(5), c: z.string().optional() }),
  { b: 'CID_REQUIRED', a: (value) => (value === undefined ? 'USER_ID_MISSED' : bare('"a" is too much')) },
  { rules: [({ a, c }) => (a === 0 && c === undefined ? 'USER_SELECTED' : null)] },
);

/** What a body is refused with. */
function refusal(input: Input<unknown>, body: unknown): unknown {
  try {
    input.parse(body);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof SamaRefusal)) throw thrown;
    return errorInPacket(thrown, 'sama');
  }
}

const error = (message: string, status = 422) => ({ status, message });

test('of all that is wrong the first is told: fields in the order of the schema, unknown keys, what holds together', () => {
  expect(refusal(Body, { z: 1, a: 'x', c: 5 })).toEqual(error("'cid' field is required."));
  expect(refusal(Body, { z: 1, c: 5, b: '' })).toEqual(error('User ID missed.'));
  expect(refusal(Body, { z: 1, c: 5, b: '', a: 6 })).toBe('"a" is too much');
  expect(refusal(Body, { z: 1, c: 5, b: '', a: 0 })).toEqual(error('"c" is not valid'));
  expect(refusal(Body, { z: 1, b: '', a: 0 })).toEqual(error('"z" is not allowed'));
  expect(refusal(Body, { b: '', a: 0 })).toEqual(error('Please select at least one user.'));
  expect(refusal(Body, { b: '', a: 1 })).toBeNull();
});

test('what is no object has no form, and names of prototypes are keys like others', () => {
  for (const body of [null, undefined, 5, 'x', [], true]) {
    expect(refusal(inputOf(z.strictObject({})), body)).toEqual(
      error('Bad request - invalid data format', 400),
    );
  }
  expect(refusal(Body, { b: '', a: 1, constructor: 1 })).toEqual(error('"constructor" is not allowed'));
  expect(refusal(inputOf(z.strictObject({ toString: z.string() })), {})).toEqual(
    error('"toString" is required'),
  );
});

test('an unknown key of any length is named in a line', () => {
  expect(refusal(Body, { b: '', a: 1, ['k'.repeat(10_000)]: 1 })).toEqual(
    error(`"${'k'.repeat(100)}" is not allowed`),
  );
});

test('moments are numbers or dates, and an empty one is none', () => {
  expect(Moment.parse(5.9)).toBe(5);
  expect(Moment.parse('1970-01-01T00:00:01.000Z')).toBe(1000);
  expect(Moment.parse('')).toBeUndefined();
  for (const wrong of ['soon', -1, null, {}]) expect(Moment.safeParse(wrong).success).toBe(false);
});

test('a device may be called by a number, and by nothing that a database cannot hold', () => {
  expect(DeviceId.parse(7)).toBe('7');
  expect(DeviceId.parse('a\0\ud800b')).toBe('a\ufffd\ufffdb');
  expect(DeviceId.safeParse('').success).toBe(false);
});
