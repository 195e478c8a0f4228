import { expect, test, vi } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Session } from '../../core/session/session.ts';
import type { ChatCaller } from '../caller.ts';
import { type ChatBed, chatBed } from '../testing/chat-bed.ts';
import { channelOf } from './conversation.ts';
import { fromKept, type KnownConversation } from './kept-conversation.ts';

const USERS = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay'] as const;
const MOST = 4;

/** A conversation as the database has it, whatever is in memory. */
async function kept(bed: ChatBed, id: string): Promise<KnownConversation | null> {
  const [found] = await bed.core.store.chat.conversations.load(bed.app.id, [id]);
  return found ? fromKept(found) : null;
}

/** Whether the session is let into the channel of a conversation now, without asking anew. */
function hears(bed: ChatBed, session: Session, id: string): boolean {
  return bed.core.access.allows(session, channelOf(id), 'subscribe');
}

test('whatever members do at once: one owner, no more than fit, and memory, database and grants agree', async () => {
  await using bed = await chatBed({ chat: { groupMembers: MOST } });
  const { conversations } = bed.chat;
  const callers = new Map<string, ChatCaller>();
  const sessions = new Map<string, Session>();
  for (const user of USERS) {
    callers.set(user, await bed.caller(user));
    sessions.set(user, bed.connect(user));
  }
  const any = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(bed.runtime.chance.float() * values.length)];
    return value ?? expect.fail();
  };
  const callerOf = (user: string): ChatCaller => callers.get(user) ?? expect.fail();
  const created = await conversations.create(callerOf('ann'), {
    ...{ kind: 'group', name: 'g', participants: ['bob', 'cyd'] },
  });
  const { id } = created.view.conversation;
  const acts: Array<(caller: ChatCaller) => Promise<unknown>> = [
    (caller) => conversations.update(caller, id, { add: [any(USERS), any(USERS)] }),
    (caller) => conversations.update(caller, id, { add: [any(USERS)], remove: [any(USERS)] }),
    (caller) => conversations.update(caller, id, { makeAdmin: [any(USERS)], name: any(['a', 'b']) }),
    (caller) => conversations.setOwner(caller, id, any(USERS)),
    (caller) => conversations.leave(caller, id),
  ];
  for (let round = 0; round < 12; round += 1) {
    bed.runtime.advance(1000);
    for (const session of sessions.values()) await bed.core.admission.ask(session, channelOf(id));
    const results = await Promise.allSettled(USERS.map((user) => any(acts)(callerOf(user))));
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ParleyError);
    }
    const known = await conversations.find(bed.app, id);
    expect(known).toEqual(await kept(bed, id));
    const members = [...(known?.members.values() ?? [])];
    expect(members.length).toBeLessThanOrEqual(MOST);
    const owners = members.filter(({ role }) => role === 'owner').map(({ userId }) => userId);
    expect(owners).toEqual(known ? [known.conversation.ownerId] : []);
    for (const [user, session] of sessions) {
      if (!known?.members.has(user)) expect(hears(bed, session, id)).toBe(false);
    }
    if (!known) break;
    // A lone member would end it soon; with company there is more to see.
    if (members.length < 2)
      await conversations.update(callerOf(owners[0] ?? ''), id, { add: ['bob', 'cyd'] });
  }
  expect(bed.failures).toEqual([]);
});

test.each(['made', 'not made'])(
  'a removal whose answer was lost, and that was %s, leaves nobody listening who is no member',
  async (what) => {
    await using bed = await chatBed();
    const { conversations } = bed.chat;
    const ann = await bed.caller('ann');
    await bed.caller('bob');
    const session = bed.connect('bob');
    const { view } = await conversations.create(ann, {
      ...{ kind: 'group', name: 'g', participants: ['bob'] },
    });
    const { id } = view.conversation;
    await bed.core.admission.ask(session, channelOf(id));
    expect(hears(bed, session, id)).toBe(true);
    const store = bed.core.store.chat.conversations;
    const alter = store.alter.bind(store);
    vi.spyOn(store, 'alter').mockImplementationOnce(async (...change) => {
      if (what === 'made') await alter(...change);
      throw new ParleyError('unavailable', 'cut off');
    });
    await expect(conversations.update(ann, id, { remove: ['bob'] })).rejects.toMatchObject({
      code: 'unavailable',
    });
    const isMember = what === 'not made';
    expect((await conversations.find(bed.app, id))?.members.has('bob')).toBe(isMember);
    expect(hears(bed, session, id)).toBe(isMember);
  },
);

test('a private conversation that both begin while it ends is one that both are in, and the memory knows it', async () => {
  await using bed = await chatBed();
  const { conversations } = bed.chat;
  const [ann, bob] = [await bed.caller('ann'), await bed.caller('bob')];
  for (let round = 0; round < 10; round += 1) {
    const begin = () => conversations.create(ann, { kind: 'private', participants: ['bob'] });
    const { id } = (await begin()).view.conversation;
    const leaving = [ann, bob].map((caller) =>
      conversations.leave(caller, id).catch((error: unknown) => error),
    );
    const back = conversations.create(bob, { kind: 'private', participants: ['ann'] });
    await Promise.all([...leaving, back]);
    const now = (await begin()).view;
    expect([...now.members.keys()]).toEqual(['ann', 'bob']);
    expect(await conversations.find(bed.app, now.conversation.id)).toEqual(
      await kept(bed, now.conversation.id),
    );
  }
});
