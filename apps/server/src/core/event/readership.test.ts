import { expect, test } from 'vitest';
import {
  isReadableBy,
  type Readership,
  readershipBytes,
  requireReadership,
  type Sight,
} from './readership.ts';

const readership = (only: string[] | null, except: string[] = []): Readership => ({
  only: only === null ? null : new Set(only),
  except: new Set(except),
});
const by = (provedUserId: string | null): Sight => ({ provedUserId });

test('an event is for the users named, but for those named as left out, and for who may read everything', () => {
  for (const [event, reader, expected] of [
    [undefined, by(null), true],
    [readership(null, ['ann']), by('ann'), false],
    [readership(null, ['ann']), by('bob'), true],
    [readership(null, ['ann']), by(null), true],
    [readership(['ann']), by('ann'), true],
    [readership(['ann']), by('bob'), false],
    [readership(['ann']), by(null), false],
    [readership([]), by('ann'), false],
    [readership(['ann'], ['ann']), by('ann'), false],
    [readership(['ann'], ['ann']), 'all', true],
  ] as const) {
    expect(isReadableBy(event, reader), JSON.stringify([event, reader])).toBe(expected);
  }
});

test('a readership that leaves out nobody is none, and one that could not be stored is refused', () => {
  expect(requireReadership(readership(null))).toBeUndefined();
  expect(requireReadership(readership([]))).toEqual(readership([]));
  const many = Array.from({ length: 1000 }, (_, index) => `user ${index}`);
  expect(requireReadership(readership(many, many))).toEqual(readership(many, many));
  for (const refused of [
    readership([...many, 'one more']),
    readership(null, [...many, 'one more']),
    readership(['']),
    readership(null, ['x'.repeat(256)]),
  ]) {
    expect(() => requireReadership(refused)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  }
});

test('its names count as memory', () => {
  expect(readershipBytes(undefined)).toBe(0);
  expect(readershipBytes(readership(['x'.repeat(200)], ['y'.repeat(100)]))).toBeGreaterThan(300);
});
