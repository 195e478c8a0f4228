import { expect, test } from 'vitest';
import { exactPattern } from '../rules/pattern.ts';
import { ALL_RIGHTS, type Grant } from './grant.ts';
import { ANONYMOUS, type Principal } from './principal.ts';
import { sightOn } from './sight-on.ts';

const asBob: Grant = {
  ...{ pattern: exactPattern('x'), rights: ALL_RIGHTS, proof: 'signed', expiresAt: null },
  userId: 'bob',
};

test.each<[string, Principal, Grant[], ReturnType<typeof sightOn>]>([
  ['the app’s backend sees everything', { kind: 'admin', name: 'a' }, [], 'all'],
  ['so does an operator who may only look', { kind: 'operator', name: 'o', readOnly: true }, [], 'all'],
  [
    'a proved user sees what is for it',
    { kind: 'user', userId: 'ann', verified: true },
    [],
    { provedUserId: 'ann' },
  ],
  [
    'who merely claims to be one is nobody',
    { kind: 'user', userId: 'ann', verified: false },
    [],
    { provedUserId: null },
  ],
  ['so is who says nothing', ANONYMOUS, [], { provedUserId: null }],
  [
    'who a grant names is proved there',
    { kind: 'user', userId: 'ann', verified: false },
    [asBob],
    { provedUserId: 'bob' },
  ],
])('%s', (_what, principal, grants, sight) => {
  expect(sightOn({ principal, grants }, 'x')).toEqual(sight);
});

test('a grant for another channel names nobody here', () => {
  expect(sightOn({ principal: ANONYMOUS, grants: [asBob] }, 'y')).toEqual({ provedUserId: null });
});
