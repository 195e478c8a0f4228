import type { App } from '../../core/apps/app.ts';
import type { ChatCaller } from '../caller.ts';

/** Whom users do not want to hear from: neither of the two can write to the other in private. */
export interface Blocks {
  /** Unknown users are left out; blocking twice is blocking once. `block_self`. */
  block(caller: ChatCaller, ids: readonly string[]): Promise<void>;
  unblock(caller: ChatCaller, ids: readonly string[]): Promise<void>;
  list(caller: ChatCaller): Promise<string[]>;
  /** Whether one of the two has blocked the other. Asked for each private message: answered from memory where possible. */
  between(app: App, one: string, other: string): Promise<boolean>;
}
