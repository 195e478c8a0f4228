import { type Garbage, nested } from './garbage.ts';

/** An HTTP request that Node's client is able to send. */
export interface OddRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

export interface Place {
  readonly method: string;
  /** As in the API document: `/api/v1/channels/{channel}/events`. */
  readonly path: string;
}

const METHODS: [string, ...string[]] = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'PROPFIND',
  'LOCK',
  'QUERY',
];

const TYPES: [string, ...string[]] = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8; charset=latin1',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'nonsense',
  '',
  '/;=,',
];

/**
 * A request for one of these places, or for none, with something wrong about it.
 *
 * @param credentials headers that let a request in; most have them.
 */
export function oddRequest(
  garbage: Garbage,
  places: readonly [Place, ...Place[]],
  credentials: Readonly<Record<string, string>>,
): OddRequest {
  const place = garbage.pick(places);
  const isMethodKept = garbage.below(5) > 0;
  const method = isMethodKept ? place.method : garbage.pick(METHODS);
  const path = garbage.below(6) === 0 ? oddPath(garbage) : filled(place.path, garbage) + oddQuery(garbage);
  const body = method === 'GET' && garbage.below(4) > 0 ? null : oddBody(garbage);
  return { method, path, headers: { ...oddHeaders(garbage, credentials), ...typeOf(garbage, body) }, body };
}

function oddPath(garbage: Garbage): string {
  return `/${garbage.pick([
    '%',
    '%zz',
    '%c3%28',
    '%00',
    'api/v1/%2e%2e/%2e%2e/etc/passwd',
    'api/v1/channels/%ff%fe/history',
    'api/v1/channels//history',
    'api/v1/__proto__',
    'api/v1/channels/a/events/%',
    'trpc/',
    'trpc/constructor',
    'trpc/channels.publish,session.whoAmI?batch=1&input=%7B',
    'trpc/channels.history?input=%7B%22json%22%3A%5B',
    'trpc/channels.history?batch=1&input={}',
    'dashboard/../../../etc/passwd',
    'dashboard/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'docs/%00',
    'x'.repeat(8000),
    encodeURIComponent(wellFormed(garbage.text(60))),
  ])}`;
}

function filled(path: string, garbage: Garbage): string {
  return path.replace(/\{[^}]*\}/g, () => {
    const value = garbage.pick([
      'room:1',
      'pub-cache-a',
      '507f1f77bcf86cd799439011',
      'default',
      garbage.text(300),
    ]);
    return garbage.below(8) === 0 ? '%E0%A4%A' : encodeURIComponent(wellFormed(value)) || '%20';
  });
}

function oddQuery(garbage: Garbage): string {
  if (garbage.below(2) === 0) return '';
  const names = [
    'limit',
    'before',
    'after',
    'order',
    'rewind',
    'lastEventId',
    'user',
    'kinds',
    'app',
    '__proto__',
    'batch',
    'input',
    'key',
    'token',
    'conn_id',
    'callback',
    'secret',
    'where',
    'sort',
    'skip',
    'EIO',
    'transport',
    'sid',
  ];
  const pairs = Array.from({ length: 1 + garbage.below(4) }, () => {
    const name = names[garbage.below(names.length)] ?? '';
    const value = garbage.pick([
      '',
      '0',
      '-1',
      '1e999',
      'NaN',
      'e:1',
      'true',
      '%',
      '%ff',
      '[]',
      '{}',
      encodeURIComponent(wellFormed(garbage.text(30))),
    ]);
    return `${name}=${value}`;
  });
  return `?${pairs.join('&')}`;
}

function oddBody(garbage: Garbage): string | Buffer | null {
  return garbage.pick<() => string | Buffer | null>([
    () => null,
    () => '',
    () => garbage.bytes(300),
    () => Buffer.concat([Buffer.from('{"name":"'), garbage.bytes(10), Buffer.from('","data":1}')]),
    () => garbage.brokenJson('{"name":"message","data":{"a":[1,2,3]},"clientId":"c-1"}'),
    () => JSON.stringify(garbage.value()),
    () =>
      JSON.stringify({ name: 'a', data: garbage.value(), user: garbage.value(), pattern: garbage.value() }),
    () => '{"name":"a","data":1,"__proto__":{"admin":true}}',
    () => '{"name":"a","name":"b","data":1e999}',
    () => JSON.stringify(foreignBody(garbage)),
    () => JSON.stringify(foreignBody(garbage)),
    () => (garbage.below(50) === 0 ? `{"name":"a","data":${nested(100_000, 'arrays')}}` : '{"data":'),
  ])();
}

/** What Channelstream's and the push service's operations look at, with anything in it. */
function foreignBody(garbage: Garbage): unknown {
  const name = garbage.pick<unknown>(['room:1', ['room:1', 'private-x'], garbage.text(300), garbage.value()]);
  const entry = {
    ...{ channel: name, user: 'ann', message: garbage.value(), uuid: garbage.value() },
    ...{ pm_users: garbage.value(), event: garbage.pick<unknown>(['Message', 'connect', garbage.value()]) },
    data: garbage.value(),
  };
  return garbage.pick<unknown>([
    [entry],
    entry,
    { username: 'ann', channels: name, user_state: garbage.value(), channel_configs: garbage.value() },
    { conn_id: garbage.value(), channels: [name] },
    { [garbage.text(20)]: garbage.value(), 'room:1': { history_size: garbage.value() } },
    { info: garbage.value() },
    { where: garbage.value(), sort: garbage.value(), limit: garbage.value() },
  ]);
}

function oddHeaders(garbage: Garbage, credentials: Readonly<Record<string, string>>): Record<string, string> {
  const headers = garbage.below(4) > 0 ? credentials : {};
  const extra = garbage.pick<Record<string, string>>([
    {},
    {},
    { 'api-key': 'wrong' },
    { authorization: 'Bearer' },
    { authorization: `Bearer ${'a.b.c'.repeat(100)}`, 'x-parley-key': 'pk' },
    { cookie: 'parley_session=%; ;=;;parley_session' },
    { 'last-event-id': garbage.pick(['e:1', '', ':', 'e:99999999999999999999']) },
    { 'x-forwarded-for': '::1, 999.1.1.1' },
    { 'accept-encoding': 'nonsense;q=9' },
    { origin: 'null' },
    { expect: 'the-unexpected' },
    { 'x-parley-app': '__proto__' },
    { 'x-channelstream-secret': garbage.pick(['', '..', 'a.b.c', 'x.////.====']) },
    { authorization: garbage.pick(['key=', 'key=%', 'Key', 'key=a, key=b']) },
  ]);
  return { ...headers, ...extra };
}

function typeOf(garbage: Garbage, body: string | Buffer | null): Record<string, string> {
  if (body === null) return {};
  return { 'content-type': garbage.below(3) > 0 ? 'application/json' : garbage.pick(TYPES) };
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
