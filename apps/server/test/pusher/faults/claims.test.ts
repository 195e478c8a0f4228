import { expect, test } from 'vitest';
import type { Happening } from '../../../src/core/effects/happening.ts';
import { Body } from '../../../src/core/event/body.ts';
import { pusherFormat } from '../../../src/protocols/pusher/webhook-format.ts';

const where = { appId: 'a', channel: 'pub-state-x', at: 1, userId: 'ann' };
const claimed = { claimed: true } as const;

test.each<Happening>([
  { ...where, kind: 'joined', members: 1, ...claimed },
  { ...where, kind: 'left', members: 0, ...claimed },
])('a webhook is not told that somebody who merely says to be a user $kind', (happening) => {
  expect(pusherFormat.encode(happening, '')).toBeNull();
});

test('a webhook is told what somebody said who merely says to be a user, but not that this user said it', () => {
  const said = {
    ...where,
    kind: 'client_event',
    name: 'client-x',
    body: Body.ofValue(1),
    sessionId: '000000000001000000000002',
    isMember: true,
  } as const;
  expect(pusherFormat.encode(said, '')).toContain('"user_id":"ann"');
  expect(pusherFormat.encode({ ...said, ...claimed }, '')).not.toContain('user_id');
});
