import Pusher from 'pusher';
import { expect, test } from 'vitest';
import { signatureOf } from '../../../src/protocols/pusher/auth/signatures.ts';

const KEY = '278d425bdf160c739803';
const SECRET = '7ad3773142a6692b25b8';
const SOCKET_ID = '1234.1234';
const sdk = new Pusher({ appId: '3', key: KEY, secret: SECRET, host: '127.0.0.1' });

test.each([
  [
    'a private channel',
    `${SOCKET_ID}:private-foobar`,
    '58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4',
    sdk.authorizeChannel(SOCKET_ID, 'private-foobar').auth,
  ],
  [
    'a presence channel',
    `${SOCKET_ID}:presence-foobar:{"user_id":10,"user_info":{"name":"Mr. Channels"}}`,
    '31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80',
    null,
  ],
  [
    'a presence channel of the real SDK',
    `${SOCKET_ID}:presence-foobar:{"user_id":"10","user_info":{"name":"Mr. Pusher"}}`,
    null,
    sdk.authorizeChannel(SOCKET_ID, 'presence-foobar', { user_id: '10', user_info: { name: 'Mr. Pusher' } })
      .auth,
  ],
  [
    'a user who signs in',
    `${SOCKET_ID}::user::{"id":"12345"}`,
    '4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba',
    sdk.authenticateUser(SOCKET_ID, { id: '12345' }).auth,
  ],
])('%s is signed as the documentation and the server SDK sign it', (_what, text, documented, auth) => {
  const signature = signatureOf(SECRET, text);
  if (documented !== null) expect(signature).toBe(documented);
  if (auth !== null) expect(auth).toBe(`${KEY}:${signature}`);
});
