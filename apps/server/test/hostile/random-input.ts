import fc from 'fast-check';
import { dereferenced, propertiesOf } from '../../src/api/rest/schema/json-schema.ts';
import { SchemaComponents } from '../../src/api/rest/schema/schema-components.ts';
import { arbitraryOf } from '../../src/api/rest/testing/truth/arbitrary-of.ts';
import type { NamedProcedure } from './every-procedure.ts';
import { ODD_TEXTS } from './garbage.ts';

const text = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 50, 2 ** 53, 1e300, -1));
const anything = fc.oneof(
  fc.jsonValue({ depthSize: 'small' }),
  fc.jsonValue({ stringUnit: 'binary' }),
  text,
  number,
);

/** Mostly what it should be, so that the rest of the input is looked at too. */
function mostly<Right>(...right: Right[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: anything });
}

const name = mostly('ann', 'bob', 'message');
const channel = mostly('room:1', 'pub-cache-room', 'private-a', 'user:ann', 'presence-a');
const id = mostly('507f1f77bcf86cd799439011', 'f'.repeat(24));
const position = mostly('new:0', 'abc:1', 'abc:9007199254740991', 'abc:9999999999999999');
const rule = fc.record(
  {
    access: fc.constantFrom('open', 'signed', 'self', 'nonsense'),
    log: fc.constantFrom('durable', 'volatile', 'both'),
    presence: fc.constantFrom('off', 'optional', 'always'),
    ringMs: number,
    retainMs: fc.oneof(number, fc.constant(null)),
    retainEvents: number,
    publish: fc.constantFrom('anyone', 'granted', 'server'),
  },
  { requiredKeys: [] },
);

/** What the fields of procedures are called, and what they hold. */
const fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  app: mostly('default', 'other', 'nobody'),
  channel,
  name,
  data: anything,
  id,
  clientId: mostly('c-1', 'c-2'),
  user: name,
  asUser: name,
  exclude: id,
  only: fc.array(name, { maxLength: 3 }),
  events: fc.array(fc.record({ channel, name, data: anything, clientId: name }, { requiredKeys: [] }), {
    maxLength: 4,
  }),
  before: fc.oneof(position, id),
  after: fc.oneof(position, id),
  lastEventId: position,
  rewind: mostly(0, 1, 100),
  presence: anything,
  limit: mostly(1, 50),
  order: mostly('newest', 'oldest'),
  includeDeleted: fc.boolean(),
  enabled: fc.boolean(),
  token: text,
  password: text,
  pattern: channel,
  rule: fc.oneof(rule, anything),
  settings: fc.record(
    { jwksUrl: text, jwtIssuer: text, limits: fc.dictionary(text, number, { maxKeys: 3 }) },
    { requiredKeys: [] },
  ),
  kind: mostly('client', 'secret', 'admin'),
  kinds: fc.array(mostly('publish', 'refused'), { maxLength: 3 }),
  overlapMs: mostly(0, 1000),
  reason: text,
  expiresAt: mostly(4_000_000_000_000),
  protocol: text,
};

/** An object in which each field that some procedure knows is there or not, and right or not. */
const plausible = fc.record(fields, {
  requiredKeys: ['channel', 'name', 'data', 'user', 'id', 'pattern', 'password'],
});

/**
 * An input for this procedure: mostly one that comes further than the first check, sometimes anything at all.
 *
 * @param known by the names of fields, what is there to be named.
 */
export function randomInputFor(
  { inputs }: NamedProcedure,
  known: Readonly<Record<string, readonly unknown[]>> = {},
): fc.Arbitrary<unknown> {
  const components = new SchemaComponents();
  const own: Record<string, fc.Arbitrary<unknown>> = {};
  for (const input of inputs) {
    const schema = dereferenced(components.add(input, 'input'), components.resolve);
    for (const [field, property] of propertiesOf(schema)) {
      const right = known[field]
        ? fc.constantFrom(...known[field])
        : arbitraryOf(property, components.resolve);
      const familiar = fields[field] ?? anything;
      own[field] = fc.oneof({ weight: 6, arbitrary: right }, familiar, anything);
    }
  }
  const names = Object.keys(own);
  const fitting = fc.oneof(
    fc.record(own),
    fc.record(own, { requiredKeys: [] }),
    fc.record(own, { requiredKeys: names.filter((field) => known[field] !== undefined) }),
  );
  return fc.oneof(
    { weight: 8, arbitrary: fitting },
    { weight: 4, arbitrary: plausible },
    { weight: 2, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: anything },
  );
}
