import type { SimulatedServer } from './simulated-server.ts';

export const CONVERSATION = '6b01b59c05276da670a893b2';
const CHANNEL = `conversation:${CONVERSATION}`;

/** A message as the simulated conversation has it now. */
export interface SimulatedMessage {
  readonly id: string;
  readonly offset: number;
  readonly user: string | null;
  readonly clientId: string | null;
  readonly text: unknown;
  readonly createdAt: number;
  readonly editedAt: number | null;
}

/** One conversation of `ann` and `bob` on a simulated server; ann is this client. For tests. */
export class SimulatedChat {
  readonly #server: SimulatedServer;
  #read = 0;

  constructor(server: SimulatedServer) {
    this.#server = server;
    const answers: Readonly<Record<string, (input: Record<string, unknown>) => unknown>> = {
      'chat.messages.send': (input) => this.#sent(input),
      'chat.messages.edit': ({ id, text }) => this.#changed('ann', String(id), { text }, true),
      'chat.messages.delete': ({ ids }) => this.#deleted(ids),
      'chat.messages.read': ({ upTo }) => {
        this.#read = Math.max(this.#read, Number(upTo));
        return { messages: [] };
      },
      'chat.messages.list': ({ limit, before }) => ({
        messages: this.messages
          .filter(({ offset }) => before === undefined || offset < Number(before))
          .slice(-Number(limit))
          .reverse()
          .map(answerOf),
      }),
      'chat.conversations.get': () => this.#view(),
      'chat.conversations.list': () => ({ conversations: [this.#view()] }),
    };
    for (const [path, answer] of Object.entries(answers)) server.procedures.set(path, answer);
  }

  /** As they stand, oldest first. */
  get messages(): SimulatedMessage[] {
    const { stored } = this.#server.log(CHANNEL);
    const gone = new Set(stored.flatMap(({ kind, target }) => (kind === 'delete' ? target : [])));
    const edits = new Map(
      stored.flatMap((event) => (event.kind === 'edit' ? [[event.target, event] as const] : [])),
    );
    return stored.flatMap(({ id, kind, offset, user, clientId, at, data }) => {
      if (kind !== 'publish' || gone.has(id)) return [];
      const edit = edits.get(id);
      const text = textOf(edit ? edit.data : data);
      return [{ id, offset, user, clientId, text, createdAt: at, editedAt: edit?.at ?? null }];
    });
  }

  /** What ann has not read. */
  get unread(): number {
    return this.messages.filter(({ user, offset }) => user !== 'ann' && offset > this.#read).length;
  }

  /** Bob says something. */
  say(text: string): void {
    const event = { kind: 'publish', name: 'message', data: { text }, clientId: null, target: null } as const;
    this.#server.say(CHANNEL, { ...event, user: 'bob' }, false);
  }

  /** Somebody else, or ann elsewhere, edits (a text) or deletes (null) one of the messages. */
  change(pick: number, text: string | null): void {
    const { messages } = this;
    const message = messages[pick % Math.max(1, messages.length)];
    if (message) this.#changed('bob', message.id, text === null ? null : { text }, false);
  }

  #sent({ clientId, text }: Record<string, unknown>): unknown {
    const { head } = this.#server.log(CHANNEL);
    const event = { kind: 'publish', name: 'message', data: { text }, target: null } as const;
    const { id, offset, at } = this.#server.say(
      CHANNEL,
      { ...event, clientId: String(clientId), user: 'ann' },
      true,
    );
    return { id, offset, at, position: `e1:${offset}`, duplicate: offset <= head };
  }

  #deleted(ids: unknown): unknown {
    const known = this.messages.map(({ id }) => id);
    const deleted = Array.isArray(ids) ? ids.filter((id) => known.includes(id)) : [];
    for (const id of deleted) this.#changed('ann', id, null, true);
    return { deleted };
  }

  #changed(user: string, target: string, data: unknown, isOwn: boolean): unknown {
    const kind = data === null ? 'delete' : 'edit';
    const event = { kind, name: 'message', data, clientId: null, target, user } as const;
    const { id, offset, at } = this.#server.say(CHANNEL, event, isOwn);
    return { id, offset, at, position: `e1:${offset}`, duplicate: false };
  }

  #view(): unknown {
    const { head, stored } = this.#server.log(CHANNEL);
    const last = this.messages.at(-1);
    return {
      ...{ id: CONVERSATION, kind: 'group', name: 'group', description: null, image: null, opponentId: null },
      ...{ ownerId: 'ann', role: 'owner', memberCount: 2, createdAt: 0, updatedAt: stored.at(-1)?.at ?? 0 },
      ...{ unread: this.unread, position: `e1:${head}`, lastMessage: last ? answerOf(last) : null },
    };
  }
}

function answerOf(message: SimulatedMessage): unknown {
  return { ...message, conversation: CONVERSATION, isRead: false, reactions: [] };
}

function textOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'text' in data ? data.text : '';
}
