import { expect, test } from 'vitest';
import type { Conversation } from '../conversations/conversation.ts';
import type { ChatUser } from '../users/user.ts';
import { announcement, fitted } from './push-content.ts';

const ann: ChatUser = {
  id: 'ann',
  login: 'ann.lee',
  email: null,
  phone: null,
  firstName: 'Ann',
  lastName: 'Lee',
  avatar: null,
  createdAt: 0,
  updatedAt: 0,
  lastSeenAt: null,
};
const group: Conversation = {
  id: 'c'.repeat(24),
  kind: 'group',
  name: 'Lunch',
  description: null,
  image: null,
  ownerId: 'ann',
  opponentId: null,
  createdAt: 0,
  updatedAt: 0,
};
const message = { id: 'm'.repeat(24), text: 'Pizza?', attachmentUrl: null };
const bytesOf = (content: object) => Buffer.byteLength(JSON.stringify(content));

test('a message is announced by who said what where', () => {
  expect(announcement(ann, group, { ...message, attachmentUrl: 'https://x/1' })).toEqual({
    title: 'Ann Lee | Lunch',
    body: 'Pizza?',
    cid: group.id,
    messageId: message.id,
    firstAttachmentUrl: 'https://x/1',
  });
  const toOne = announcement(
    { ...ann, firstName: null, lastName: null },
    { ...group, kind: 'private', name: null },
    message,
  );
  expect(toOne).toEqual({ title: 'ann.lee', body: 'Pizza?', cid: group.id, messageId: message.id });
});

test.each(['a', '漢', '😀', '"', '\u0001', '\ud83d'])(
  'of a text made of %j as much is told as the services take',
  (character) => {
    const content = announcement(ann, group, { ...message, text: character.repeat(20_000) });
    expect(bytesOf(content)).toBeLessThanOrEqual(3000);
    expect(bytesOf(content)).toBeGreaterThan(2900);
    expect(content.body).toMatch(/…$/);
    if (character !== '\ud83d') expect(content.body).not.toMatch(/[\ud800-\udbff]…$/);
    expect(content.cid).toBe(group.id);
  },
);

test('what fits stays as it is; what is too large without the text is refused', () => {
  const content = { title: 'T', body: 'B' };
  expect(fitted(content)).toBe(content);
  const large = { body: 'B', a: 'x'.repeat(1500), b: 'x'.repeat(1500) };
  expect(() => fitted(large)).toThrow(expect.objectContaining({ code: 'payload_too_large' }));
});

test('a title as long as names can be leaves room for a text', () => {
  const long = announcement(
    { ...ann, firstName: '漢'.repeat(255) },
    { ...group, name: 'x'.repeat(255) },
    message,
  );
  expect(long.title).toHaveLength(200);
  expect(long.body).toBe('Pizza?');
});
