import type { App } from '../../core/apps/app.ts';
import type { ChatCaller } from '../caller.ts';

/** So many others can a user block. */
export const MOST_BLOCKED = 10_000;
/** So many users can be named at a time. */
export const MOST_BLOCKED_AT_ONCE = 1000;

/** Whom users do not want to hear from: neither of the two can write to the other in private. */
export interface Blocks {
  /** Unknown users are left out; blocking twice is blocking once. `block_self`, `too_many_blocks`. */
  block(caller: ChatCaller, ids: readonly string[]): Promise<void>;
  unblock(caller: ChatCaller, ids: readonly string[]): Promise<void>;
  /** In the order in which they were blocked. */
  list(caller: ChatCaller): Promise<string[]>;
  /** Whether one of the two has blocked the other. Asked for each private message: answered from memory where possible. */
  between(app: App, one: string, other: string): Promise<boolean>;
  /** The user was deleted, and with it its blocks and those of it: nothing of them stays in memory. */
  forget(app: App, userId: string): void;
}
