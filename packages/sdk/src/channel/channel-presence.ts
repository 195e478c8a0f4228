import { isRecord } from '../errors/error-report.ts';
import type { RawMember } from '../feed/feed-item.ts';
import { readMembers } from '../feed/read-feed-item.ts';
import { request } from '../rpc/request.ts';
import type { ChannelContext } from './channel-context.ts';
import type { Member, PresenceSchema } from './channel-item.ts';
import { checkedInput } from './checked-input.ts';
import { classifyMember } from './classify.ts';
import type { ChannelDefinition } from './define-channel.ts';
import type { InputOf } from './standard-schema.ts';

const NOBODY: readonly never[] = [];

/** Who is on a channel. */
export class ChannelPresence<D extends ChannelDefinition> {
  readonly #channel: string;
  readonly #definition: D;
  readonly #context: ChannelContext;
  #seen: readonly RawMember[] = NOBODY;
  #typed: readonly Member<D>[] = NOBODY;

  /** @internal */
  constructor(channel: string, definition: D, context: ChannelContext) {
    this.#channel = channel;
    this.#definition = definition;
    this.#context = context;
  }

  /**
   * Who is present, as the live subscription knows it; empty without one. The same array as long as nobody comes, goes
   * or changes, so it suits React's `useSyncExternalStore` together with {@link subscribe}.
   */
  get members(): readonly Member<D>[] {
    const raw = this.#context.feeds.find(this.#channel)?.members ?? NOBODY;
    if (raw !== this.#seen) {
      this.#seen = raw;
      this.#typed = raw.map((member) => classifyMember(this.#definition, member));
    }
    return this.#typed;
  }

  /** Calls `changed` with the whole list whenever it changes, as a subscriber of the channel. The result ends it. */
  subscribe(changed: (members: readonly Member<D>[]) => void): () => void {
    const tell = (): void => changed(this.members);
    return this.#context.feeds.of(this.#channel).join(
      {
        started: tell,
        item(item) {
          if (item.type === 'presence') tell();
        },
        ended: () => changed(NOBODY),
      },
      {},
    );
  }

  /**
   * Changes what this client shows of itself; it must be subscribed to the channel. Survives reconnects.
   *
   * @throws ParleyError `invalid_data` when it does not fit the schema, or the server's refusal.
   */
  async update(data: InputOf<PresenceSchema<D>>): Promise<void> {
    const checked = checkedInput(this.#definition.presence, data, `presence on ${this.#channel}`);
    await this.#context.feeds.of(this.#channel).updatePresence(checked);
  }

  /** Asks the server who is present, without subscribing. */
  async list(): Promise<readonly Member<D>[]> {
    const answer = await request(
      this.#context.calls,
      'query',
      'channels.presence',
      { channel: this.#channel },
      { offline: 'wait', lost: 'repeat' },
    );
    const members = isRecord(answer) ? readMembers(answer.members) : null;
    return (members ?? []).map((member) => classifyMember(this.#definition, member));
  }
}
