import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Simulation, simulateAs } from '../simulation/simulate.ts';
import { CONVERSATION, SimulatedChat } from '../simulation/simulated-chat.ts';
import { ChatParley } from './chat-parley.ts';
import type { Conversation } from './conversation/conversation.ts';
import type { ConversationList } from './list/conversation-list.ts';
import type { ChatMessage } from './messages/chat-message.ts';

type Command =
  | { readonly do: 'send' | 'foreign' | 'older' | 'read' | 'cut' | 'hush' | 'wake' }
  | { readonly do: 'edit' | 'delete' | 'foreignEdit' | 'foreignDelete'; readonly pick: number }
  | { readonly do: 'trim'; readonly keep: number }
  | { readonly do: 'refuse'; readonly code: string; readonly times: number }
  | { readonly do: 'run' | 'outage'; readonly ms: number };

const pick = fc.nat(50);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom('send' as const, 'send', 'foreign', 'foreign', 'older', 'read'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'delete', 'foreignEdit', 'foreignDelete'),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim' as const), keep: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refuse' as const),
      code: fc.constantFrom('rate_limited', 'unavailable'),
      times: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('run' as const, 'outage'), ms: fc.nat(3000) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('run' as const), ms: fc.nat(60) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'hush', 'wake') }) },
);

/** A client that shows a conversation and a list of conversations, and what it is seen to show. */
class Story {
  readonly world: Simulation<ChatParley>;
  readonly chat: SimulatedChat;
  readonly conversation: Conversation;
  readonly list: ConversationList;
  readonly faults: unknown[] = [];
  sent = 0;
  #shown: ReadonlySet<string> = new Set();
  readonly #deleted = new Set<string>();

  constructor(seed: number) {
    this.world = simulateAs(ChatParley, { token: async () => 'token' }, seed);
    this.chat = new SimulatedChat(this.world.server);
    const { server, runtime } = this.world;
    server.answerDelayMs = () => Math.floor(runtime.random() * 100);
    for (let n = 0; n < 6; n++) this.chat.say(`before ${n}`);
    this.conversation = this.world.parley.chat.conversation(CONVERSATION, { pageSize: 4 });
    this.list = this.world.parley.chat.conversations();
    this.conversation.messages.subscribe((items) => this.#look(items));
  }

  async play(next: Command): Promise<void> {
    const { server, runtime } = this.world;
    switch (next.do) {
      case 'send':
        this.conversation.send(`own ${this.sent++}`);
        break;
      case 'foreign':
        this.chat.say('foreign');
        break;
      case 'older':
        this.#forget(this.conversation.messages.loadOlder());
        break;
      case 'read':
        this.#forget(this.conversation.markRead());
        break;
      case 'edit':
      case 'delete':
        this.#change(next.do, next.pick);
        break;
      case 'foreignEdit':
        this.chat.change(next.pick, `edited ${next.pick}`);
        break;
      case 'foreignDelete':
        this.chat.change(next.pick, null);
        break;
      case 'trim':
        server.log(`conversation:${CONVERSATION}`).trim(next.keep);
        break;
      case 'refuse': {
        let left = next.times;
        server.refuse = () => (left-- > 0 ? { code: next.code, retry: 'later' } : null);
        break;
      }
      case 'run':
        await runtime.run(next.ms);
        break;
      case 'outage':
        server.reachable = false;
        server.cut();
        await runtime.run(next.ms);
        server.reachable = true;
        break;
      case 'cut':
        server.cut();
        break;
      case 'hush':
        server.hush();
        break;
      case 'wake':
        this.world.wake();
    }
  }

  async heal(): Promise<void> {
    this.world.server.refuse = () => null;
    await this.world.runtime.run(300_000);
  }

  #change(kind: 'edit' | 'delete', picked: number): void {
    const { items } = this.conversation.messages;
    const id = items[picked % Math.max(1, items.length)]?.id ?? null;
    if (id === null) return;
    if (kind === 'edit') this.#forget(this.conversation.edit(id, `own edit ${picked}`));
    else this.#forget(this.conversation.delete(id, { for: 'everyone' }));
  }

  /** What a lost connection makes of it is the caller's to see; here only what is shown matters. */
  #forget(done: Promise<unknown>): void {
    done.catch(() => {});
  }

  /** At every moment: each message once, in the log's order, those on their way last; and what is deleted stays away. */
  #look(items: readonly ChatMessage[]): void {
    try {
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
      const ids = new Set(items.flatMap(({ id }) => id ?? []));
      const stored = new Set(this.chat.messages.map(({ id }) => id));
      for (const id of this.#shown) if (!ids.has(id) && !stored.has(id)) this.#deleted.add(id);
      this.#shown = ids;
      expect([...ids].filter((id) => this.#deleted.has(id))).toEqual([]);
      const offsets = items.flatMap(({ offset }) => offset ?? []);
      expect(offsets).toEqual([...new Set(offsets)].sort((one, other) => one - other));
      expect(items.slice(0, offsets.length).every(({ offset }) => offset !== null)).toBe(true);
    } catch (fault) {
      this.faults.push(fault);
    }
  }
}

/** Once went wrong: an answer that other news overtook. */
const OVERTAKEN: Array<[number, Command[]]> = [
  [-1685682769, [{ do: 'run', ms: 45 }, { do: 'send' }, { do: 'edit', pick: 0 }]],
  [
    0,
    [
      { do: 'send' },
      { do: 'send' },
      { do: 'run', ms: 150 },
      { do: 'send' },
      { do: 'run', ms: 16 },
      { do: 'foreignEdit', pick: 35 },
    ],
  ],
];

test('whatever happens: what is shown equals the log, each message once and in order, and so do the counts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.array(command, { maxLength: 50, size: 'max' }),
      async (seed, commands) => {
        const told = new Story(seed);
        for (const next of commands) await told.play(next);
        await told.heal();
        const { conversation, chat, list, world } = told;
        for (let page = 0; conversation.messages.hasOlder && page < 50; page++) {
          const loaded = conversation.messages.loadOlder();
          await world.runtime.run(1000);
          await loaded;
        }
        expect(told.faults).toEqual([]);
        expect(conversation.status).toBe('ready');
        const shown = conversation.messages.items.map(({ id, text, status }) => ({ id, text, status }));
        expect(shown).toEqual(chat.messages.map(({ id, text }) => ({ id, text, status: 'sent' })));
        const own = world.server
          .log(`conversation:${CONVERSATION}`)
          .stored.filter(({ kind, user }) => kind === 'publish' && user === 'ann');
        expect(own.map(({ data }) => data)).toEqual(
          Array.from({ length: told.sent }, (_, n) => ({ text: `own ${n}` })),
        );
        expect(conversation.unread).toBe(chat.unread);
        const last = chat.messages.at(-1) ?? null;
        expect(list.items[0]?.unread).toBe(chat.unread);
        expect(list.items[0]?.lastMessage?.text ?? null).toBe(last?.text ?? null);
        world.parley.close();
        await world.runtime.run(1000);
        expect(world.runtime.pendingTimers).toBe(0);
        expect(world.server.connections).toBe(0);
      },
    ),
    { numRuns: 150, examples: OVERTAKEN },
  );
});
