import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rawMember } from './raw-member.ts';

test('the text of a member parses to what the whole would have given, however it is written', () => {
  const spaces = fc.constantFrom(undefined, 1, '\t');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), spaces, (object, indent) => {
      const text = JSON.stringify(object, null, indent);
      const parsed: Record<string, unknown> = JSON.parse(text);
      for (const [name, value] of Object.entries(parsed)) {
        expect(JSON.parse(rawMember(text, name) ?? '')).toEqual(value);
      }
    }),
  );
});

test('spelling is kept, also of what JavaScript would spell otherwise', () => {
  const text = '{"event":"x" , "d\\u0061ta" : { "n": 1.10, "big": 12345678901234567890 } ,"z":"}"}';
  expect(rawMember(text, 'data')).toBe('{ "n": 1.10, "big": 12345678901234567890 }');
  expect(rawMember('{"data":"a\\",}b"}', 'data')).toBe('"a\\",}b"');
});

test('of several members with one name the last counts; of none there is none', () => {
  expect(rawMember('{"data":1,"data":[2,{"data":3}]}', 'data')).toBe('[2,{"data":3}]');
  expect(rawMember('{"a":{"data":1}}', 'data')).toBeNull();
  expect(rawMember('{}', 'data')).toBeNull();
});
