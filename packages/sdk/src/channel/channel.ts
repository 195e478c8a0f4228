import { clientError, ParleyError } from '../errors/parley-error.ts';
import type { SendOptions } from '../outbox/outbox.ts';
import type { OutboxAction, OutboxMessage, Receipt } from '../outbox/outbox-message.ts';
import { request } from '../rpc/request.ts';
import type { ChannelContext } from './channel-context.ts';
import { ChannelEvents } from './channel-events.ts';
import type {
  ChannelItem,
  EventName,
  EventSchema,
  PresenceSchema,
  SignalName,
  SignalSchema,
} from './channel-item.ts';
import { ChannelPresence } from './channel-presence.ts';
import { checkedInput } from './checked-input.ts';
import { ownSchema } from './classify.ts';
import type { AnySchema, ChannelDefinition, Schemas } from './define-channel.ts';
import { type Handlers, handle } from './handlers.ts';
import { type HistoryPage, type HistoryQuery, readHistory } from './history.ts';
import { ItemQueue } from './item-queue.ts';
import { describeIssues, type InputOf } from './standard-schema.ts';
import { Subscription } from './subscription.ts';
import { typedListener } from './typed-listener.ts';

export interface PublishOptions extends SendOptions {
  /** The message's own id, if the application has one: 1 to 128 printable ASCII characters. Otherwise one is made. */
  readonly clientId?: string;
  /** A connection (its session id) that shall not receive the event. */
  readonly exclude?: string;
}

export interface SubscribeOptions<D> {
  /**
   * Begin with up to this many (0 to 100) of the last events. Only the subscriber that starts the channel's feed gets
   * them: one that joins a live feed is told so (`recovery: 'joined'`) and reads {@link Channel.history}.
   */
  readonly rewind?: number;
  /** What this client shows of itself to others. Survives reconnects; the last one given holds. */
  readonly presence?: InputOf<PresenceSchema<D>>;
  /** Ends the subscription when triggered. */
  readonly signal?: AbortSignal;
}

export interface EventsOptions<D> extends SubscribeOptions<D> {
  /** Items kept for a reader that is behind; past it the oldest give way to a gap. 1000 by default. */
  readonly bufferSize?: number;
}

const BUFFER_SIZE = 1000;

/** One channel. Cheap: make it where it is needed; channels with one name share one subscription at the server. */
export class Channel<D extends ChannelDefinition> {
  /** Its full name, such as `room:42`. */
  readonly name: string;
  /** Who is here. */
  readonly presence: ChannelPresence<D>;
  readonly #definition: D;
  readonly #context: ChannelContext;

  /** @internal */
  constructor(name: string, definition: D, context: ChannelContext) {
    this.name = name;
    this.#definition = definition;
    this.#context = context;
    this.presence = new ChannelPresence(name, definition, context);
  }

  /** This channel's messages whose fate is open, oldest first. */
  get pending(): OutboxMessage[] {
    return this.#context.outbox.messages.filter((message) => message.channel === this.name);
  }

  /**
   * Publishes an event. Resolves when the server has stored it, however many connections that takes; it is stored once,
   * and in the order of the calls. Rejects with {@link ParleyError}: `invalid_data`, `outbox_full`, the server's
   * refusal if repeating is useless, or `timeout` and `aborted` when the caller would not wait (a message that may have
   * reached the server by then stays in {@link pending} until its fate is known).
   */
  async publish<Name extends EventName<D>>(
    name: Name,
    data: InputOf<EventSchema<D, Name>>,
    options: PublishOptions = {},
  ): Promise<Receipt> {
    return this.#send('publish', { name, data, target: null }, options);
  }

  /** Gives an event new data. `name` is the event's own name, `id` the id it got from the server. */
  async edit<Name extends EventName<D>>(
    name: Name,
    id: string,
    data: InputOf<EventSchema<D, Name>>,
    options: SendOptions = {},
  ): Promise<Receipt> {
    return this.#send('edit', { name, data, target: id }, options);
  }

  /** Deletes an event. Resolves when it is gone. */
  async delete(id: string, options: SendOptions = {}): Promise<void> {
    await this.#send('delete', { name: '', data: null, target: id }, options);
  }

  /**
   * Tells who is here now something that matters only now, such as typing. Never stored, never repeated: resolves to
   * false when there was no connection or the server asked for less. Rejects when it can never be sent.
   */
  async signal<Name extends SignalName<D>>(
    name: Name,
    data: InputOf<SignalSchema<D, Name>>,
  ): Promise<boolean> {
    const schema = requireSchema(this.#definition.signals, name, this.name);
    const input = { channel: this.name, name, data: checkedInput(schema, data, `"${name}"`) };
    try {
      await request(this.#context.calls, 'mutation', 'channels.signal', input, {
        offline: 'fail',
        lost: 'fail',
      });
      return true;
    } catch (error) {
      if (error instanceof ParleyError && error.retry !== 'never') return false;
      throw error;
    }
  }

  /**
   * Calls handlers for what happens on the channel, until unsubscribed.
   *
   * @example
   * ```ts
   * using subscription = channel.subscribe({
   *   message: (event) => show(event.user, event.data.text),
   *   typing: (signal) => showTyping(signal.user),
   *   onGap: () => reload(),
   * });
   * ```
   */
  subscribe(handlers: Handlers<D>, options: SubscribeOptions<D> = {}): Subscription<D> {
    const subscription = new Subscription<D>();
    const take = (item: ChannelItem<D>): void => {
      if (item.type === 'start') subscription.started(item);
      if (!handle(handlers, item)) this.#unhandled(item);
    };
    const leave = this.#join(options, take, (error) => {
      subscription.ended(error);
      handlers.onEnd?.(error);
    });
    subscription.attach(leave);
    return subscription;
  }

  /**
   * The channel as an async iterator: everything that happens, typed, told apart by `type`.
   *
   * @example
   * ```ts
   * for await (const item of channel.events()) {
   *   if (item.type === 'event' && item.kind === 'publish') console.log(item.data.text);
   * }
   * ```
   */
  events(options: EventsOptions<D> = {}): ChannelEvents<D> {
    const queue = new ItemQueue<D>(options.bufferSize ?? BUFFER_SIZE);
    const leave = this.#join(
      options,
      (item) => queue.push(item),
      (error) => queue.end(error.code === 'closed' || error.code === 'aborted' ? null : error),
    );
    return new ChannelEvents(queue, leave);
  }

  /** Reads what was said: published events as they stand now, validated. */
  history(query: HistoryQuery = {}): Promise<HistoryPage<D>> {
    return readHistory(this.name, this.#definition, this.#context, query);
  }

  #send(
    action: OutboxAction,
    { name, data, target }: { name: string; data: unknown; target: string | null },
    { clientId, exclude, ...options }: PublishOptions,
  ): Promise<Receipt> {
    const { runtime, outbox } = this.#context;
    const schema = action === 'delete' ? null : requireSchema(this.#definition.events, name, this.name);
    const message = {
      clientId: clientId ?? runtime.uuid(),
      channel: this.name,
      action,
      name,
      data: checkedInput(schema, data, `"${name}"`),
      target,
      queuedAt: runtime.now(),
    };
    return outbox.send(exclude === undefined ? message : { ...message, exclude }, options);
  }

  #join(
    { rewind, presence, signal }: SubscribeOptions<D>,
    take: (item: ChannelItem<D>) => void,
    ended: (error: ParleyError) => void,
  ): () => void {
    const shown =
      presence === undefined
        ? undefined
        : checkedInput(this.#definition.presence, presence, `presence on ${this.name}`);
    const giveUp = (): void => {
      leave();
      ended(clientError('aborted', 'The caller gave up.', signal?.reason));
    };
    const over = (error: ParleyError): void => {
      signal?.removeEventListener('abort', giveUp);
      ended(error);
    };
    const feed = this.#context.feeds.of(this.name);
    const leaveFeed = feed.join(typedListener(this.#definition, take, over), { rewind, presence: shown });
    const leave = (): void => {
      signal?.removeEventListener('abort', giveUp);
      leaveFeed();
    };
    if (signal?.aborted) queueMicrotask(giveUp);
    else signal?.addEventListener('abort', giveUp, { once: true });
    return leave;
  }

  #unhandled(item: ChannelItem<D>): void {
    if (item.type !== 'invalid') return;
    const what = `"${item.item.name}" on ${this.name}`;
    const message = `The data of ${what} does not fit: ${describeIssues(item.issues)}.`;
    this.#context.report(clientError('invalid_data', message));
  }
}

/** The compiler refuses unknown names; callers without types learn it here rather than from their readers. */
function requireSchema(schemas: Schemas | undefined, name: string, channel: string): AnySchema {
  const schema = ownSchema(schemas, name);
  if (schema) return schema;
  throw clientError('invalid_data', `The definition of ${channel} knows no "${name}".`);
}
