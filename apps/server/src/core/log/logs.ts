import type { Runtime } from '../../runtime/runtime.ts';
import type { Effects } from '../effects/effects.ts';
import type { ChannelRule } from '../rules/channel-rule.ts';
import type { EventStore } from '../store/event-store.ts';
import { DurableLog } from './durable-log.ts';
import type { EventLog } from './event-log.ts';
import { VolatileLog } from './volatile-log.ts';

export interface LogsOptions {
  ruleOf(appId: string, channel: string): ChannelRule;
  isListenedTo(appId: string, channel: string): boolean;
  /** Most bytes in all volatile logs together. */
  maxVolatileBytes: number;
  readonly effects: Effects;
}

/** Both kinds of log, and which one a channel uses by its rule. */
export class Logs implements AsyncDisposable {
  readonly durable: DurableLog;
  readonly volatile: VolatileLog;
  readonly #ruleOf: LogsOptions['ruleOf'];

  constructor(store: EventStore, runtime: Runtime, options: LogsOptions) {
    this.#ruleOf = options.ruleOf;
    this.durable = new DurableLog(store, runtime, options.effects);
    this.volatile = new VolatileLog(runtime, {
      ruleOf: options.ruleOf,
      isListenedTo: options.isListenedTo,
      maxBytes: options.maxVolatileBytes,
      effects: options.effects,
    });
  }

  of(appId: string, channel: string): EventLog {
    return this.#ruleOf(appId, channel).log === 'durable' ? this.durable : this.volatile;
  }

  /** Waits for what is on its way to the database. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.durable.idle();
    this.volatile[Symbol.dispose]();
  }
}
