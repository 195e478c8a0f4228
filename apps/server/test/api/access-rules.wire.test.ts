import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { reportIn } from '../harness/refusal-of.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** What a client may do on a channel: `+` or the code of the refusal. */
async function verdicts(client: ReturnType<typeof stockClient>['client'], channel: string) {
  const publish = () => client.channels.publish.mutate({ channel, name: 'm', data: 1 });
  const history = () => client.channels.history.query({ channel });
  const presence = () => client.channels.presence.query({ channel });
  const code = async (call: () => Promise<unknown>) => {
    try {
      await call();
      return '+';
    } catch (thrown) {
      return reportIn(thrown).code;
    }
  };
  using feed = await follow(client, channel);
  const subscribe = feed.items.length > 0 ? '+' : (await feed.refused).code;
  return [subscribe, await code(publish), await code(history), await code(presence)];
}

const OPEN = ['+', '+', '+', '+'];
const READ_ONLY = ['+', 'unauthenticated', '+', '+'];
const CLOSED = ['forbidden', 'forbidden', 'forbidden', 'forbidden'];
const UNKNOWN = ['unauthenticated', 'unauthenticated', 'unauthenticated', 'unauthenticated'];
const NO_CLIENT_SPEAKS = ['+', 'forbidden', '+', '+'];

/** Columns: what may be subscribed to, published on, read back and seen of presence; by whom. */
const TABLE: ReadonlyArray<[channel: string, anonymous: string[], user: string[], granted: string[]]> = [
  ['room:1', READ_ONLY, OPEN, OPEN],
  ['pub-x', OPEN, OPEN, OPEN],
  ['pub-state-x', OPEN, OPEN, OPEN],
  ['pub-cache-x', OPEN, OPEN, OPEN],
  ['pub-state-cache-x', OPEN, OPEN, OPEN],
  ['cache-x', NO_CLIENT_SPEAKS, NO_CLIENT_SPEAKS, NO_CLIENT_SPEAKS],
  ['private-x', CLOSED, CLOSED, OPEN],
  ['private-cache-x', CLOSED, CLOSED, OPEN],
  ['private-encrypted-x', CLOSED, CLOSED, OPEN],
  ['private-encrypted-cache-x', CLOSED, CLOSED, OPEN],
  ['presence-x', UNKNOWN, CLOSED, OPEN],
  ['presence-cache-x', UNKNOWN, CLOSED, OPEN],
  ['pri-x', CLOSED, CLOSED, OPEN],
  ['pri-state-x', CLOSED, CLOSED, OPEN],
  ['pri-cache-x', CLOSED, CLOSED, OPEN],
  ['pri-state-cache-x', CLOSED, CLOSED, OPEN],
  ['conversation:0123456789abcdef01234567', UNKNOWN, CLOSED, OPEN],
  ['user:bob', UNKNOWN, CLOSED, CLOSED],
  ['#server-to-user-bob', UNKNOWN, CLOSED, CLOSED],
  ['user:ann', UNKNOWN, NO_CLIENT_SPEAKS, NO_CLIENT_SPEAKS],
  ['#server-to-user-ann', UNKNOWN, NO_CLIENT_SPEAKS, NO_CLIENT_SPEAKS],
  // Anchored, case-sensitive, and never a user of another name.
  ['xprivate-x', READ_ONLY, OPEN, OPEN],
  ['Private-x', READ_ONLY, OPEN, OPEN],
  ['user:ann2', UNKNOWN, CLOSED, CLOSED],
  ['user:ANN', UNKNOWN, CLOSED, CLOSED],
  ['user:', UNKNOWN, CLOSED, CLOSED],
];

test.each(TABLE)(
  '%s means the same to an anonymous client, to ann, and to ann with a token for everything',
  async (channel, anonymous, user, granted) => {
    await using nobody = stockClient(server, { key: APP_KEY });
    await using ann = await userClient(server, 'ann');
    await using annGranted = await userClient(server, 'ann', ['*']);
    expect(await verdicts(nobody.client, channel)).toEqual(anonymous);
    expect(await verdicts(ann.client, channel)).toEqual(user);
    expect(await verdicts(annGranted.client, channel)).toEqual(granted);
  },
);

test('each right of a grant gives just what it says', async () => {
  const channel = 'private-rights';
  const refused = 'forbidden';
  for (const [right, expected] of [
    ['subscribe', ['+', refused, refused, refused]],
    ['history', [refused, refused, '+', refused]],
    ['presence', [refused, refused, refused, '+']],
    ['publish', [refused, '+', refused, refused]],
  ] as const) {
    await using ann = await userClient(server, 'ann', { 'private-rights': [right] });
    expect(await verdicts(ann.client, channel), right).toEqual(expected);
  }
});

test('a pattern in a token grants what it matches and nothing beside it', async () => {
  await using ann = await userClient(server, 'ann', ['private-a*z', 'private-exact']);
  for (const [channel, expected] of [
    ['private-az', OPEN],
    ['private-a-middle-z', OPEN],
    ['private-exact', OPEN],
    ['private-a', CLOSED],
    ['private-az1', CLOSED],
    ['private-exactly', CLOSED],
    ['private-', CLOSED],
  ] as const) {
    expect(await verdicts(ann.client, channel), channel).toEqual(expected);
  }
});

test('a token without a user brings its grants, and stays anonymous', async () => {
  const token = await appToken({ channels: ['private-x', 'presence-x', 'room:1'] });
  await using guest = stockClient(server, { key: APP_KEY, token });
  expect(await verdicts(guest.client, 'private-x')).toEqual(OPEN);
  expect(await verdicts(guest.client, 'room:1')).toEqual(OPEN);
  expect(await verdicts(guest.client, 'presence-x')).toEqual(UNKNOWN);
  expect(await guest.client.session.whoAmI.query()).toMatchObject({ kind: 'anonymous', user: null });
});
