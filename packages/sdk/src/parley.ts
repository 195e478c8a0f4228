import { createTRPCClient, type TRPCClient } from '@trpc/client';
import { Channel } from './channel/channel.ts';
import type { ChannelContext } from './channel/channel-context.ts';
import { type ChannelDefinition, channelName, type ParamsOf } from './channel/define-channel.ts';
import type { ConnectionState } from './connection/connection-state.ts';
import type { TokenSource } from './connection/credentials.ts';
import { clientError, ParleyError } from './errors/parley-error.ts';
import { reportFault } from './errors/report-fault.ts';
import { Feeds } from './feed/feeds.ts';
import { Listeners } from './listeners.ts';
import { Outbox } from './outbox/outbox.ts';
import type { OutboxMessage } from './outbox/outbox-message.ts';
import type { OutboxStore } from './outbox/outbox-store.ts';
import { keepInsides } from './parley-insides.ts';
import { type ParleyState, parleyState, sameState } from './parley-state.ts';
import type { AppRouter } from './rpc/app-router.ts';
import { connectionLink } from './rpc/connection-link.ts';
import { createSession, type Session, type World } from './session.ts';

/** How to reach a server, and as whom. */
export interface ParleyOptions {
  /** Where the server is, such as `https://chat.example.com`. */
  readonly url: string;
  /** The app's client key. Public. */
  readonly key: string;
  /**
   * The user's token, or a callback that fetches one from your backend. The callback is asked before each connect and
   * before the token expires; when it throws, it is asked again, with backoff. Without a token the client is anonymous.
   */
  readonly token?: TokenSource;
  /** Unsent messages it holds at most; 1000 by default. */
  readonly outboxLimit?: number;
  /** Keeps unsent messages over a restart. */
  readonly outboxStore?: OutboxStore;
}

/** What `parley.on` tells of. */
export interface ParleyEvents {
  /** The connection's state changed. */
  state: ParleyState;
  /**
   * Something went wrong that no caller waits for, such as data from others that does not fit its schema. Without a
   * listener it is printed.
   */
  error: unknown;
}

/** What messages are on their way. */
export interface OutboxView {
  /** The messages whose fate is open, oldest first per channel. */
  readonly messages: readonly OutboxMessage[];
  /** Calls `watcher` on every change of a message, also the last (`sent`, `failed`). The result ends it. */
  subscribe(watcher: (message: OutboxMessage) => void): () => void;
}

const OUTBOX_LIMIT = 1000;

/** A client of one server: one connection, made when first needed, kept up, and shared by everything. */
export class Parley implements Disposable {
  /** The server's procedures, typed, over the same connection. Rejects with `TRPCClientError`. */
  readonly api: TRPCClient<AppRouter>;
  readonly #session: Session;
  readonly #outbox: Outbox;
  readonly #context: ChannelContext;
  readonly #states = new Listeners<ParleyState>(reportFault);
  readonly #errors = new Listeners<unknown>(reportFault);
  #state: ParleyState = { status: 'idle', error: null, retryAt: null };

  /** @internal Use `createParley`. */
  constructor(options: ParleyOptions, world: World) {
    const { url, key, token, outboxLimit = OUTBOX_LIMIT, outboxStore } = options;
    const report = (fault: unknown): void => this.#report(fault);
    this.#session = createSession({
      url,
      credentials: { key, token },
      world,
      stateChanged: (state) => this.#stateChanged(state),
    });
    const { runtime } = world;
    const { calls, connection } = this.#session;
    const feeds = new Feeds({ calls, runtime, report, changed: () => this.#outbox.pump() });
    this.#outbox = new Outbox({
      connection,
      calls,
      runtime,
      store: outboxStore,
      limit: outboxLimit,
      report,
      // Who subscribes and then publishes expects to see it: the subscription has to stand first.
      holds: (channel) => feeds.find(channel)?.settling ?? false,
    });
    this.#context = { feeds, outbox: this.#outbox, calls, runtime, report };
    keepInsides(this, this.#context);
    this.api = createTRPCClient<AppRouter>({ links: [connectionLink<AppRouter>(calls)] });
  }

  /** The connection's state now. */
  get state(): ParleyState {
    return this.#state;
  }

  /** The messages on their way, over all channels. */
  get outbox(): OutboxView {
    return this.#outbox;
  }

  /**
   * One channel of a family.
   *
   * @example
   * ```ts
   * const channel = parley.channel(room, { id: '42' });
   * ```
   */
  channel<D extends ChannelDefinition>(
    definition: D,
    ...params: keyof ParamsOf<D['pattern']> extends never ? [] : [ParamsOf<D['pattern']>]
  ): Channel<D> {
    const [values = {}] = params;
    return new Channel(channelName(definition.pattern, { ...values }), definition, this.#context);
  }

  /** Calls `listener` on each event of this kind. The result ends it. */
  on<Name extends keyof ParleyEvents>(name: Name, listener: (event: ParleyEvents[Name]) => void): () => void {
    return this.#listeners[name].add(listener);
  }

  /**
   * Connects now: before anything needs it, without waiting for the next try, or again after a refusal. Not needed
   * otherwise.
   */
  connect(): void {
    this.#session.connection.handle({ type: 'connect' });
  }

  /**
   * Ends everything for good: subscriptions end, unsent messages and calls reject with `closed` (an outbox store keeps
   * the messages), no socket or timer stays behind.
   */
  close(): void {
    this.#session.connection.handle({ type: 'close' });
    this.#context.feeds.close(clientError('closed', 'This client was closed.'));
  }

  [Symbol.dispose](): void {
    this.close();
  }

  get #listeners(): { readonly [Name in keyof ParleyEvents]: Listeners<ParleyEvents[Name]> } {
    return { state: this.#states, error: this.#errors };
  }

  #stateChanged(connectionState: ConnectionState): void {
    this.#outbox.stateChanged(connectionState);
    const state = parleyState(connectionState);
    if (sameState(state, this.#state)) return;
    this.#state = state;
    this.#states.tell(state);
  }

  #report(fault: unknown): void {
    if (this.#errors.size > 0) this.#errors.tell(fault);
    // What came from others must not end this process; what the application threw is its own to see.
    // biome-ignore lint/suspicious/noConsole: the last resort before an error would be lost
    else if (fault instanceof ParleyError) console.error(fault);
    else reportFault(fault);
  }
}
