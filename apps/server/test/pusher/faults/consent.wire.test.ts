import { expect, test, vi } from 'vitest';
import { ALL_RIGHTS } from '../../../src/core/access/grant.ts';
import { exactPattern } from '../../../src/core/rules/pattern.ts';
import { PATIENCE } from '../../harness/patience.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer } from '../../harness/test-server.ts';
import { RawClient } from '../ws/raw-client.ts';

test.each([
  ['leaves', (client: RawClient) => client.send('pusher:unsubscribe', { channel: 'pri-x' })],
  ['is banned from it', () => {}],
])('who %s while the backend thinks about it keeps nothing of its consent', async (what, leave) => {
  await using server = await startTestServer();
  const { admission, access, sessions } = server.running.core;
  let answer = (): void => {};
  const thinking = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let answered = 0;
  vi.spyOn(admission, 'ask').mockImplementation(async (session, channel) => {
    await thinking;
    session.admit({ pattern: exactPattern(channel), rights: ALL_RIGHTS, proof: 'verified', expiresAt: null });
    answered += 1;
    return 'admitted';
  });
  await using client = await RawClient.open(server);
  client.signIn({ id: 'ann' });
  await client.event('pusher:signin_success');
  client.send('pusher:subscribe', { channel: 'pri-x' });
  leave(client);
  await client.settled();
  if (what !== 'leaves') await adminRest(server)('POST', '/bans', { user: 'ann', channel: 'pri-x' });
  answer();
  await vi.waitFor(() => expect(answered).toBe(1), PATIENCE);
  await client.settled();
  const [session] = [...sessions.ofUser('default', 'ann')];
  expect(session?.grants).toEqual([]);
  expect(session && access.allows(session, 'pri-x', 'subscribe')).toBe(false);
  expect(client.events()).not.toContain('pusher_internal:subscription_succeeded');
});
