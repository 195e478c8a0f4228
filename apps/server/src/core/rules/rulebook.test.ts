import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requireApplicable } from './fixed-fields.ts';
import { pattern } from './pattern.ts';
import { Rulebook } from './rulebook.ts';

test.each([
  ['private-encrypted-cache-x', { access: 'signed', replayLast: true, publish: 'granted' }],
  ['private-x', { access: 'signed', replayLast: false }],
  ['presence-cache-x', { access: 'signed', identity: true, presence: 'always', replayLast: true }],
  ['cache-x', { access: 'open', replayLast: true, publish: 'server' }],
  ['pri-state-cache-x', { access: 'verified', presence: 'always', log: 'durable' }],
  ['pri-cache-x', { access: 'verified', presence: 'off', log: 'durable' }],
  ['pub-state-x', { access: 'open', presence: 'always', log: 'volatile', publish: 'anyone' }],
  ['conversation:1', { access: 'membership', log: 'durable' }],
  ['user:ann', { access: 'self', log: 'durable', publish: 'server' }],
  ['#server-to-user-ann', { access: 'self', log: 'volatile' }],
  ['anything', { access: 'open', log: 'volatile' }],
])('the name %s means what the rulebook says', (channel, expected) => {
  expect(new Rulebook().resolve(channel)).toMatchObject(expected);
});

test.each(['my-private-x', 'no-cache-x', 'xpresence-y', 'a user:ann', 'PRIVATE-x'])(
  'prefixes are anchored: %s is an ordinary open channel',
  (channel) => {
    expect(new Rulebook().resolve(channel)).toMatchObject({ access: 'open', replayLast: false });
  },
);

test('the most specific pattern of an app refines the built-in rule and leaves its other fields', () => {
  const rulebook = new Rulebook([
    { pattern: '*', override: { log: 'durable' } },
    { pattern: 'pri-lobby-*', override: { access: 'open' } },
    { pattern: 'pri-*', override: { retainEvents: 5 } },
  ]);
  expect(rulebook.resolve('pri-lobby-1')).toMatchObject({ access: 'open', log: 'volatile' });
  expect(rulebook.resolve('pri-x')).toMatchObject({ access: 'verified', retainEvents: 5 });
  expect(rulebook.explain('free')).toMatchObject({
    pattern: '*',
    builtInPrefix: '',
    rule: { log: 'durable' },
  });
});

test("no pattern of an app opens what is one user's or the members' of a conversation, or moves it out of the database", () => {
  const open = {
    access: 'open',
    identity: false,
    publish: 'anyone',
    log: 'volatile',
    retainEvents: 5,
  } as const;
  for (const pattern of ['*', 'c*', 'conversation:*', 'user:ann', '#server-to-user-*']) {
    const rulebook = new Rulebook([{ pattern, override: open }]);
    const fixed = { identity: true, log: 'durable' };
    expect(rulebook.resolve('conversation:1')).toMatchObject({
      ...fixed,
      access: 'membership',
      publish: 'granted',
    });
    expect(rulebook.resolve('user:ann')).toMatchObject({ ...fixed, access: 'self', publish: 'server' });
    expect(rulebook.resolve('#server-to-user-ann')).toMatchObject({ access: 'self', identity: true });
  }
  const everywhere = new Rulebook([{ pattern: '*', override: open }]);
  expect(everywhere.resolve('conversation:1')).toMatchObject({ retainEvents: 5 });
  expect(everywhere.resolve('conversations')).toMatchObject({ access: 'open', publish: 'anyone' });
});

test('a pattern that is about such channels alone and would change what is fixed is refused', () => {
  for (const pattern of ['conversation:*', 'conversation:1', 'user:*', '#server-to-user-*']) {
    expect(() => requireApplicable(pattern, { access: 'open' }), pattern).toThrow(/rule\.access/);
    expect(() => requireApplicable(pattern, { retainEvents: 5 }), pattern).not.toThrow();
  }
  expect(() => requireApplicable('conversation:*', { log: 'volatile' })).toThrow(/rule\.log/);
  for (const pattern of ['*', 'conv*', 'conversation', 'room:*']) {
    expect(() => requireApplicable(pattern, { access: 'open', log: 'volatile' }), pattern).not.toThrow();
  }
});

test('a pattern matches like the regular expression that it never becomes', () => {
  const alphabet = fc.constantFrom('a', 'b', '*', '.', '(');
  const text = fc.array(alphabet, { maxLength: 8 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(text, text, (source, name) => {
      const escaped = source.replace(/[.(]/g, '\\$&').replaceAll('*', '[^]*');
      expect(pattern(source).matches(name)).toBe(new RegExp(`^${escaped}$`).test(name));
    }),
    { numRuns: 2000 },
  );
});

test('a hostile pattern costs no more than its length times that of the name', () => {
  // With backtracking, a single one of these would not end.
  const hostile = pattern(`${'a*'.repeat(100)}b`);
  for (let index = 0; index < 1000; index += 1) expect(hostile.matches('a'.repeat(255))).toBe(false);
});

test('what is defined of a channel keeps it where its name alone would not, and the patterns of the app count before it', () => {
  const defined = { owners: ['sails'], retainMs: 5000, retainEvents: null };
  const names = ['lobby', 'app-1', 'app-off', 'private-x', 'pub-cache-x', 'conversation:1'];
  const rulebook = new Rulebook(
    [
      { pattern: 'app-*', override: { retainMs: 9000 } },
      { pattern: 'app-off', override: { log: 'volatile' } },
    ],
    (channel) => (names.includes(channel) ? defined : null),
  );
  expect(rulebook.resolve('lobby')).toMatchObject({ log: 'durable', retainMs: 5000, access: 'open' });
  expect(rulebook.resolve('private-x')).toMatchObject({
    log: 'durable',
    access: 'signed',
    publish: 'granted',
  });
  expect(rulebook.resolve('app-1')).toMatchObject({ log: 'durable', retainMs: 9000 });
  expect(rulebook.explain('app-off')).toMatchObject({
    definedBy: ['sails'],
    pattern: 'app-off',
    rule: { log: 'volatile' },
  });
  for (const name of ['pub-cache-x', 'conversation:1']) {
    expect(rulebook.explain(name)).toMatchObject({ definedBy: [], rule: { log: 'durable', retainMs: null } });
  }
  expect(rulebook.resolve('other').log).toBe('volatile');
});

test('a name is resolved anew once what is defined of it changed, and only that name', () => {
  const asked: string[] = [];
  const rulebook = new Rulebook([], (channel) => {
    asked.push(channel);
    return null;
  });
  for (const name of ['a', 'b', 'a']) rulebook.resolve(name);
  rulebook.forget('a');
  for (const name of ['a', 'b']) rulebook.resolve(name);
  expect(asked).toEqual(['a', 'b', 'a']);
});
