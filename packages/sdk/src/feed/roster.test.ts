import { expect, test } from 'vitest';
import type { PresenceItem } from './feed-item.ts';
import { readFeedItem } from './read-feed-item.ts';
import { Roster } from './roster.ts';

const change = (action: PresenceItem['action'], claimed?: true): PresenceItem => ({
  type: 'presence',
  action,
  user: 'ann',
  ...(claimed && { claimed }),
  data: null,
  at: 1,
  count: 1,
});

test('who merely says to be a member is another one', () => {
  const roster = new Roster();
  roster.apply(change('join'));
  roster.apply(change('join', true));
  expect(roster.list.map(({ user, claimed }) => [user, claimed])).toEqual([
    ['ann', undefined],
    ['ann', true],
  ]);
  roster.apply(change('leave', true));
  expect(roster.list).toEqual([{ user: 'ann', data: null, joinedAt: 1 }]);
});

test('what the server says of a user that nobody proved is read from every item', () => {
  const event = { type: 'event', kind: 'publish', id: 'i', position: 'e:1', name: 'm', at: 1, user: 'ann' };
  expect(readFeedItem({ ...event, claimed: true })).toMatchObject({ user: 'ann', claimed: true });
  expect(readFeedItem(event)).not.toHaveProperty('claimed');
  const signal = { type: 'signal', name: 's', at: 1, user: 'ann', claimed: true };
  expect(readFeedItem(signal)).toMatchObject({ claimed: true });
  expect(readFeedItem(change('join', true))).toMatchObject({ claimed: true });
  const member = { user: 'ann', data: null, joinedAt: 1, claimed: true };
  const subscribed = { type: 'subscribed', position: 'e:0', recovery: 'fresh', members: [member] };
  expect(readFeedItem(subscribed)).toMatchObject({ members: [{ claimed: true }] });
});
