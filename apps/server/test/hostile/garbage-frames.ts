import { type Garbage, nested, ODD_KEYS } from './garbage.ts';

/** A message for the native WebSocket, to which exactly one answer is due. */
export type BadFrame = string | Buffer;

/** Paths of procedures, and of what only looks like some. */
const PATHS = [
  'channels.publish',
  'channels.publishBatch',
  'channels.edit',
  'channels.history',
  'channels.presence',
  'channels.signal',
  'channels.updatePresence',
  'session.refresh',
  'channels',
  'channels.subscribe',
  'admin.bans.create',
  '',
  '.',
  'no.such.procedure',
  ...ODD_KEYS,
] as const;

const WHOLE = JSON.stringify({
  id: 1,
  method: 'mutation',
  params: { path: 'channels.publish', input: { json: { channel: 'room:1', name: 'a', data: null } } },
});

/** A frame that no client of ours would send. */
export function badFrame(garbage: Garbage): BadFrame {
  return garbage.pick<() => BadFrame>([
    () => garbage.bytes(200),
    () => `!${garbage.text(200)}`,
    () => garbage.brokenJson(WHOLE),
    () => JSON.stringify({ id: garbage.value(), method: garbage.value(), params: garbage.value() }),
    () => oddRequest(garbage),
    () => oddRequest(garbage),
    () => oddTransform(garbage),
    () =>
      `{"__proto__":{"id":1,"method":"query"},"id":${garbage.pick(['null', '{}', '[]', '1e999', 'true'])}}`,
    () => JSON.stringify(garbage.below(2) === 0 ? [garbage.text()] : garbage.text()),
  ])();
}

/** Rarer because they are large. */
export function deepFrame(garbage: Garbage): BadFrame {
  const deep = nested(100_000, garbage.pick(['arrays', 'objects']));
  return garbage.pick([
    deep,
    `{"id":1,"method":"query","params":{"path":"channels.history","input":{"json":${deep}}}}`,
    `{"id":1,"method":"mutation","params":{"path":"channels.publish","input":{"json":{"channel":"room:1","name":"a","data":${deep}}}}}`,
    `{"id":1,"method":"query","params":{"path":"session.whoAmI","input":{"json":null,"meta":${deep}}}}`,
    `{"id":${deep},"method":"query","params":{}}`,
  ]);
}

/** A request in order but for its input or its path. */
function oddRequest(garbage: Garbage): string {
  const id = garbage.pick<unknown>([garbage.below(1e6), garbage.text(20), 'x'.repeat(1000), -1.5]);
  const method = garbage.pick(['query', 'mutation', 'subscription']);
  const params = { path: garbage.pick([...PATHS]), input: { json: garbage.value() } };
  const extra = garbage.below(3) === 0 ? { lastEventId: garbage.value() } : {};
  return JSON.stringify({
    id,
    method,
    jsonrpc: garbage.pick(['2.0', '1.0', null]),
    params: { ...params, ...extra },
  });
}

/** An input that is not in superjson's form, or in a form made to confuse it. */
function oddTransform(garbage: Garbage): string {
  const input = garbage.pick<() => unknown>([
    () => garbage.value(),
    () => ({ json: garbage.value(), meta: garbage.value() }),
    () => ({ json: { a: 'b' }, meta: { values: { a: [garbage.pick(TYPES)] } } }),
    () => ({ json: { a: garbage.value() }, meta: { values: { a: [['class', 'Object']] } } }),
    () => ({ json: {}, meta: { values: { '__proto__.polluted': [['undefined']] } } }),
    () => ({
      json: { a: {} },
      meta: { referentialEqualities: { a: ['a.__proto__', 'constructor.prototype'] } },
    }),
    () => ({ json: [], meta: { values: { '99999999': ['Date'] }, v: 1 } }),
  ])();
  return JSON.stringify({ id: 7, method: 'mutation', params: { path: 'channels.publish', input } });
}

const TYPES: [string, ...string[]] = [
  'Date',
  'bigint',
  'Map',
  'Set',
  'regexp',
  'Error',
  'URL',
  'number',
  'undefined',
  'nonsense',
];
