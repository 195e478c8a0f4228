import type { Connection } from '../connection/connection.ts';
import type { ConnectionState } from '../connection/connection-state.ts';
import { clientError, type ParleyError } from '../errors/parley-error.ts';
import { guarded } from '../errors/report-fault.ts';
import { step } from '../machine/table.ts';
import type { Calls } from '../rpc/calls.ts';
import { aborted } from '../rpc/request.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { deliver } from './deliver.ts';
import { Entry } from './entry.ts';
import type { OutboxMessage, Receipt, StoredMessage } from './outbox-message.ts';
import { type MessageEvent, messageTable } from './outbox-state.ts';
import type { OutboxStore } from './outbox-store.ts';

/** Messages handed to the connection at one time, over all channels. A channel has one at a time: that keeps its order. */
const MOST_IN_FLIGHT = 32;

export interface OutboxOptions {
  readonly connection: Connection;
  readonly calls: Calls;
  readonly runtime: Runtime;
  readonly store: OutboxStore | undefined;
  /** Messages it holds at most. */
  readonly limit: number;
  /** Whether a channel's messages have to wait a moment; {@link Outbox.pump} is called when that may have changed. */
  readonly holds: (channel: string) => boolean;
  readonly report: (fault: unknown) => void;
}

/** How long a sender waits. */
export interface SendOptions {
  /** Rejects with `timeout` after this many ms; by default it waits until the message's fate is known. */
  readonly timeoutMs?: number | undefined;
  /** Rejects with `aborted` when triggered. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends messages: in order per channel, over as many connections as it takes, each stored at most once. */
export class Outbox {
  readonly #options: OutboxOptions;
  /** Open messages by channel, oldest first. Only the first of a channel is ever in flight. */
  readonly #queues = new Map<string, Entry[]>();
  readonly #byClientId = new Map<string, Entry>();
  readonly #watchers = new Set<(message: OutboxMessage) => void>();
  #inFlight = 0;
  #loading = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    if (options.store) this.#load(options.store);
  }

  /** The messages whose fate is open, oldest first per channel. */
  get messages(): OutboxMessage[] {
    return [...this.#byClientId.values()].map((entry) => entry.snapshot());
  }

  /** Calls `watcher` on every change of a message, also the last one (`sent` or `failed`). The result ends it. */
  subscribe(watcher: (message: OutboxMessage) => void): () => void {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  /** Resolves when the server has stored the message. A message with an id that is open already is the same message. */
  send(message: StoredMessage, options: SendOptions): Promise<Receipt> {
    const known = this.#byClientId.get(message.clientId);
    if (known) return this.#await(known, options);
    const refusal = this.#whyNot(options.signal);
    if (refusal) return Promise.reject(refusal);
    const entry = this.#add(message, false);
    this.#store((store) => store.put(message));
    this.#tell(entry);
    this.#options.connection.handle({ type: 'want' });
    this.pump();
    return this.#await(entry, options);
  }

  /**
   * Takes an open message back: it fails with `aborted`. False if it may be stored already; then it goes on until its fate
   * is known.
   */
  withdraw(clientId: string): boolean {
    const entry = this.#byClientId.get(clientId);
    if (!entry) return false;
    this.#handle(entry, { type: 'withdraw', error: clientError('aborted', 'The message was taken back.') });
    return entry.settled;
  }

  /** To be told of every change of the connection's state. */
  stateChanged(state: ConnectionState): void {
    if (state.name === 'refused') this.#shut(state.error);
    else if (state.name === 'closed') this.#shut(closed());
    else this.pump();
  }

  #whyNot(signal: AbortSignal | undefined): ParleyError | null {
    const { connection, limit } = this.#options;
    if (signal?.aborted) return aborted(signal);
    if (connection.state.name === 'closed') return closed();
    if (connection.state.name === 'refused') return connection.state.error;
    if (this.#byClientId.size < limit) return null;
    return clientError('outbox_full', `The outbox holds ${limit} unsent messages; wait until some are sent.`);
  }

  #add(message: StoredMessage, uncertain: boolean): Entry {
    const entry = new Entry(message, uncertain);
    const queue = this.#queues.get(message.channel);
    if (queue) queue.push(entry);
    else this.#queues.set(message.channel, [entry]);
    this.#byClientId.set(message.clientId, entry);
    return entry;
  }

  /** Waits for a message's fate, but no longer than its sender wants to. */
  #await(entry: Entry, { timeoutMs, signal }: SendOptions): Promise<Receipt> {
    if (timeoutMs === undefined && !signal) return entry.fate;
    return new Promise((resolve, reject) => {
      const giveUp = (error: ParleyError): void => {
        reject(error);
        this.#handle(entry, { type: 'withdraw', error });
      };
      const onAbort = (): void => {
        if (signal) giveUp(aborted(signal));
      };
      const timer =
        timeoutMs === undefined
          ? null
          : this.#options.runtime.after(timeoutMs, () => giveUp(clientError('timeout', 'Not sent in time.')));
      signal?.addEventListener('abort', onAbort, { once: true });
      const done = (): void => {
        timer?.[Symbol.dispose]();
        signal?.removeEventListener('abort', onAbort);
      };
      entry.fate.then(resolve, reject).finally(done);
    });
  }

  /** Sends what can be sent now. */
  pump(): void {
    if (this.#loading || !this.#options.connection.live) return;
    for (const [channel, [first]] of [...this.#queues]) {
      if (this.#inFlight >= MOST_IN_FLIGHT) return;
      if (first?.state.name === 'queued' && !this.#options.holds(channel)) this.#dispatch(first);
    }
  }

  #dispatch(entry: Entry): void {
    const { uncertain } = entry;
    this.#inFlight++;
    this.#handle(entry, { type: 'dispatch' });
    deliver(this.#options.calls, entry.message, uncertain).then((outcome) => {
      this.#inFlight--;
      this.#handle(entry, outcome);
      this.pump();
    }, this.#options.report);
  }

  #handle(entry: Entry, event: MessageEvent): void {
    const previous = entry.state;
    const { state, delayMs } = step(messageTable, previous, event, {
      chance: this.#options.runtime.random(),
    });
    if (state === previous) return;
    entry.state = state;
    entry.timer?.[Symbol.dispose]();
    entry.timer = null;
    if (delayMs !== undefined) {
      entry.timer = this.#options.runtime.after(delayMs, () => {
        this.#handle(entry, { type: 'due' });
        this.pump();
      });
    }
    if (entry.settled) this.#settle(entry);
    this.#tell(entry);
  }

  #settle(entry: Entry): void {
    const { clientId, channel } = entry.message;
    this.#byClientId.delete(clientId);
    const rest = (this.#queues.get(channel) ?? []).filter((other) => other !== entry);
    if (rest.length > 0) this.#queues.set(channel, rest);
    else this.#queues.delete(channel);
    entry.announce();
    // A client that is merely closed leaves its unsent messages to the next one.
    const kept = entry.state.name === 'failed' && entry.state.error.code === 'closed';
    if (!kept) this.#store((store) => store.remove(clientId));
  }

  #shut(error: ParleyError): void {
    for (const entry of [...this.#byClientId.values()]) this.#handle(entry, { type: 'shut', error });
  }

  #tell(entry: Entry): void {
    if (this.#watchers.size === 0) return;
    const message = entry.snapshot();
    for (const watcher of [...this.#watchers]) guarded(this.#options.report, () => watcher(message));
  }

  #store(action: (store: OutboxStore) => Promise<void>): void {
    const { store, report } = this.#options;
    if (store) action(store).catch(report);
  }

  /** Messages of an earlier life come first; until they are known, nothing is sent. */
  #load(store: OutboxStore): void {
    this.#loading = true;
    store
      .load()
      .catch((fault: unknown) => {
        this.#options.report(fault);
        return [];
      })
      .then((messages) => this.#loaded(messages));
  }

  #loaded(messages: readonly StoredMessage[]): void {
    this.#loading = false;
    const newer = [...this.#queues.values()].flat();
    const old = messages.filter(({ clientId }) => !this.#byClientId.has(clientId));
    this.#queues.clear();
    for (const message of old) this.#tell(this.#add(message, true));
    for (const entry of newer) {
      this.#queues.set(entry.message.channel, [...(this.#queues.get(entry.message.channel) ?? []), entry]);
    }
    const { connection } = this.#options;
    if (connection.state.name === 'refused') this.#shut(connection.state.error);
    else if (connection.state.name === 'closed') this.#shut(closed());
    else if (old.length > 0) connection.handle({ type: 'want' });
    this.pump();
  }
}

function closed(): ParleyError {
  return clientError('closed', 'This client was closed before the message was sent.');
}
