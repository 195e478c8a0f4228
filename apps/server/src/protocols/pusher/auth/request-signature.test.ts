import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { proveRequest, requireBodyDigest, stringToSign } from './request-signature.ts';
import { signatureOf } from './signatures.ts';

const KEY = '278d425bdf160c739803';
const SECRET = '7ad3773142a6692b25b8';
const SIGNED_AT_S = 1_353_088_179;
const BODY = '{"name":"foo","channels":["project-3"],"data":"{\\"some\\":\\"data\\"}"}';
/** The documentation's own example. */
const DOCUMENTED =
  `/apps/3/events?auth_key=${KEY}&auth_timestamp=${SIGNED_AT_S}&auth_version=1.0` +
  '&body_md5=ec365a775a4cd0599faeb73354201b6f' +
  '&auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c';

function prove(url: string, { method = 'POST', nowS = SIGNED_AT_S } = {}) {
  return proveRequest(
    { method, url },
    {
      nowMs: nowS * 1000,
      knows: (key) => key === KEY,
      provenBy: (text, signature) => (signatureOf(SECRET, text) === signature ? 'secret' : null),
    },
  );
}

/** A URL signed for the plain text of path and parameters, and sent as the sender likes. */
function signedUrl(
  path: string,
  parameters: ReadonlyArray<readonly [string, string]>,
  query: string,
): string {
  const auth = [
    ['auth_key', KEY],
    ['auth_timestamp', String(SIGNED_AT_S)],
    ['auth_version', '1.0'],
  ] as const;
  const signature = signatureOf(SECRET, stringToSign('POST', path, [...auth, ...parameters]));
  const sent = [...auth, ['auth_signature', signature]].map((pair) => pair.join('=')).join('&');
  return `?${query}&${sent}`;
}

test('the documented request holds, and so does the digest of its body', () => {
  const { pairs, proof } = prove(DOCUMENTED);
  expect(proof).toBe('secret');
  expect(() => requireBodyDigest(pairs, Buffer.from(BODY))).not.toThrow();
});

test.each([
  ['another path', DOCUMENTED.replace('/apps/3/', '/apps/4/')],
  ['another parameter', `${DOCUMENTED}&info=user_count`],
  ['another digest', DOCUMENTED.replace('ec365a', 'ec365b')],
  ['a later time', DOCUMENTED.replace('179&', '180&')],
])('a request that was signed for something else is refused: %s', (_what, url) => {
  expect(() => prove(url)).toThrow(
    /^Invalid signature: you should have sent HmacSHA256Hex\("POST\\n\/apps\//,
  );
});

test('a signature is for one method', () => {
  expect(() => prove(DOCUMENTED, { method: 'GET' })).toThrow(/^Invalid signature/);
});

test('a signature is worth something for less than ten minutes, before and after its time', () => {
  expect(prove(DOCUMENTED, { nowS: SIGNED_AT_S + 599 }).proof).toBe('secret');
  expect(prove(DOCUMENTED, { nowS: SIGNED_AT_S - 599 }).proof).toBe('secret');
  expect(() => prove(DOCUMENTED, { nowS: SIGNED_AT_S - 600 })).toThrow(/^Timestamp expired/);
  expect(() => prove(DOCUMENTED, { nowS: SIGNED_AT_S + 600 })).toThrow(
    'Timestamp expired: Given timestamp (2012-11-16T17:49:39Z) not within 600s of server time (2012-11-16T17:59:39Z)',
  );
});

test.each([
  ['Unknown auth_key', /auth_key=\w+&/, ''],
  ['Unknown auth_key', KEY, 'x'],
  ['Timestamp required', /auth_timestamp=\d+&/, ''],
  ['Timestamp required', `${SIGNED_AT_S}`, 'soon'],
  ['Timestamp required', `${SIGNED_AT_S}`, '9'.repeat(400)],
  ['Timestamp expired', `${SIGNED_AT_S}`, '999999999999'],
  ['Version required', 'auth_version=1.0&', ''],
  ['Version not supported', 'auth_version=1.0&', 'auth_version=2.0&'],
  ['Invalid signature', /&auth_signature=.*/, ''],
])('says what is wrong: %s', (message, part, replacement) => {
  expect(() => prove(DOCUMENTED.replace(part, replacement))).toThrow(
    expect.objectContaining({ code: 'unauthenticated', message: expect.stringMatching(`^${message}`) }),
  );
});

describe('what SDKs sign decoded and send encoded holds', () => {
  test.each([
    ['a path with percent-escapes', '/apps/3/users/a b/é', '/apps/3/users/a%20b/%C3%A9', [], ''],
    ['a path that is sent as it was signed', '/apps/3/users/a%20b', '/apps/3/users/a%20b', [], ''],
    ['a value with percent-escapes', '/p', '/p', [['info', 'a,b=c&d']], 'info=a%2Cb%3Dc%26d'],
    ['a plus sign as it is', '/p', '/p', [['x', 'a+b']], 'x=a+b'],
    ['a plus sign for a space', '/p', '/p', [['x', 'a b']], 'x=a+b'],
    ['a value that was never encoded', '/p', '/p', [['x', '100%']], 'x=100%'],
    ['names in capitals, which are signed in small letters', '/p', '/p', [['x_y', '1']], 'X_Y=1'],
    [
      'a list',
      '/p',
      '/p',
      [
        ['c[]', 'b'],
        ['c[]', 'a'],
      ],
      'c%5B%5D=b&c[]=a',
    ],
  ] as const)('%s', (_what, signedPath, sentPath, parameters, query) => {
    expect(prove(sentPath + signedUrl(signedPath, parameters, query)).proof).toBe('secret');
  });
});

test('the parameters are read as they were signed', () => {
  const form = prove(`/p${signedUrl('/p', [['x', 'a b']], 'x=a+b')}`);
  const plain = prove(`/p${signedUrl('/p', [['x', 'a+b']], 'x=a+b')}`);
  expect([new Map(form.pairs).get('x'), new Map(plain.pairs).get('x')]).toEqual(['a b', 'a+b']);
});

test('a body needs its digest, of the very bytes; no body needs none', () => {
  const bytes = Buffer.from([0xff, 0xfe]);
  const digest = createHash('md5').update(bytes).digest('hex');
  expect(() => requireBodyDigest([], Buffer.alloc(0))).not.toThrow();
  expect(() => requireBodyDigest([['body_md5', digest]], bytes)).not.toThrow();
  expect(() => requireBodyDigest([], bytes)).toThrow('body_md5 required');
  expect(() => requireBodyDigest([['body_md5', digest]], Buffer.from('other'))).toThrow('Invalid body_md5');
  expect(() => requireBodyDigest([['body_md5', digest]], Buffer.alloc(0))).toThrow('Invalid body_md5');
});

test('no query breaks the check: it is refused for what it lacks', () => {
  const codeOf = (url: string): unknown => {
    try {
      return prove(url).proof;
    } catch (error) {
      return error instanceof ParleyError ? error.code : error;
    }
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (query) => {
      const url = `/apps/3/events?auth_key=${KEY}&${query}`;
      expect([codeOf(url), codeOf(`${DOCUMENTED}&${query || 'x'}`)]).toEqual([
        'unauthenticated',
        'unauthenticated',
      ]);
    }),
  );
});
