import { expect, test } from 'vitest';
import { fingerprint } from '../../core/apps/key-vault.ts';
import { GRACE_MS, refreshStanding } from './refresh-standing.ts';

const device = {
  refreshHash: fingerprint('now'),
  previousHash: fingerprint('before'),
  rotatedAt: 1000,
  answeredAt: 1001,
};

test('the token given out last is current for as long as there is no next one', () => {
  expect(refreshStanding(device, 'now', 1e12)).toBe('current');
});

test('the one before it is another tab’s for half a minute, and stolen after that', () => {
  expect(refreshStanding(device, 'before', 1000 + GRACE_MS)).toBe('previous');
  expect(refreshStanding(device, 'before', 1001 + GRACE_MS)).toBe('used up');
});

test('the one before it holds for as long as nobody has shown to have the one after it: that answer was lost', () => {
  const unanswered = { ...device, answeredAt: null };
  expect(refreshStanding(unanswered, 'before', 1000 + GRACE_MS)).toBe('previous');
  expect(refreshStanding(unanswered, 'before', 1001 + GRACE_MS)).toBe('unanswered');
  expect(refreshStanding(unanswered, 'long ago', 1001 + GRACE_MS)).toBe('used up');
});

test('all others are used up at once', () => {
  expect(refreshStanding(device, 'long ago', 1000)).toBe('used up');
  expect(refreshStanding({ ...device, previousHash: null }, 'before', 1000)).toBe('used up');
});
